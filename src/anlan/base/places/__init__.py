"""The administrative tree 市—县区—镇街—村社—网格 with boundaries; it knows neither people nor ledgers."""
