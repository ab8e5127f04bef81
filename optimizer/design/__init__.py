"""Design: which additions to build, and what would have to be true for one to pay."""
