"""The workbook of a brief, with real tables."""
