"""What an indicator is and how many are computed in one pass; must not know any indicator of a subject."""
