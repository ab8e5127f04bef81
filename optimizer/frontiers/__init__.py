"""Cost against emissions and lateness, and three plans to choose from."""
