"""Flow on arcs that must be paid for: which of them to open, with proof."""
