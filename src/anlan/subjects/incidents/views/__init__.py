"""Pages of call-outs and of incident information that are no ledger's."""
