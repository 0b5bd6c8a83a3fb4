"""Substring search of Chinese text on what both databases ship; knows no subject and no user."""
