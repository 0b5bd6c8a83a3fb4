"""The ledgers of campaigns (专项行动)."""
