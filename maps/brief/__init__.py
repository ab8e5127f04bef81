"""Briefs: a deck, a workbook and two pages that say the same of a plan, or of what changes."""
