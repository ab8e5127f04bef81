"""The two pages of a brief, set by typst."""
