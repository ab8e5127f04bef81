"""Plans for the tools of others: GeoJSON, GeoPackage, CSV, and JSON with its schema."""
