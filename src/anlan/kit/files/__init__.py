"""Attachments: hostile uploads checked, stored once by content, served under a guard; knows no subject."""
