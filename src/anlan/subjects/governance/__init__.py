"""责任与督办: what the bureau owes and oversees; so far its key periods."""
