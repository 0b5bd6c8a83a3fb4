"""Ring 0: what every other ring stands on; it knows no ledger and no subject."""
