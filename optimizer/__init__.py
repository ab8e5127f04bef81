"""How routes and plans are found. The only folder that imports OR-Tools."""
