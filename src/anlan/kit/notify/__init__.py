"""Notices, their deliveries and answers, escalation until somebody has answered; knows no subject."""
