"""Pages of duty that are no ledger: the roster, boards, hours, reports."""
