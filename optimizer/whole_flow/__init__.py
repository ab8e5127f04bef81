"""Static flow with every commodity on one path, or rejected: price-directed search over columns."""
