"""Stress: what closures cost, what disruptions do to a plan, and which plan stands them."""
