"""Datasets: data only, read by name with ``landbridge.load``."""
