"""Ring 3: figures over the subjects' ledgers and the papers made of them. Reads subjects, writes only reports."""
