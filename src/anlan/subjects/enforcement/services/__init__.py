"""What enforcement does to its rows."""
