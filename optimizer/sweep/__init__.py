"""Sweeps: cases solved on many workers, kept in a file, and resumed from it."""
