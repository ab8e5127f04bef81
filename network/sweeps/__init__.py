"""Sweeps: many cases of scenarios, parameters and seeds, and what they came to."""
