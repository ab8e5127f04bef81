"""What one more of anything scarce would be worth: dual values, ranges, re-solves."""
