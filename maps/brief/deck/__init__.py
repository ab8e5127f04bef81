"""The deck of a brief, with native charts and tables."""
