"""How fast Anlan is beside the raw database: run by ``manage.py bench`` in a checkout, never shipped."""
