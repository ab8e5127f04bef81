"""What would make it possible to serve what cannot be served."""
