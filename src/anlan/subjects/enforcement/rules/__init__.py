"""What law and arithmetic say about draws, plans, cases and rates; pure, no queries."""
