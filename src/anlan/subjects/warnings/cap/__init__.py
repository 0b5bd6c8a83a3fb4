"""The Common Alerting Protocol and the national profile, read and written. Pure: knows no model and no network."""
