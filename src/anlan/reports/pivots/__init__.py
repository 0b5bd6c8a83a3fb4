"""Any ledger counted by any two of its fields: table, drawing, map by town, workbook; each cell opens its rows."""
