"""Every figure of a report counted a second time, in plain Python, over rows that were taken out of the ledgers.

Nothing here asks the database for a number, and nothing of ``reports`` is used: the definitions are written anew.
"""
