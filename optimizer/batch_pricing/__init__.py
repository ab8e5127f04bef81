"""Batch pricing: the best paths of many shipments at once, on one packed network."""
