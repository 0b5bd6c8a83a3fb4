"""What must hold between the figures of a report, and where it does not."""
