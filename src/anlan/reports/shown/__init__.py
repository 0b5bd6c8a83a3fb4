"""What pages of figures share: the control of periods, and the map by town. Knows no indicator and no ledger."""
