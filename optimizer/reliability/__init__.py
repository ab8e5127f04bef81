"""How sure a route is: simulation of late legs and missed connections."""
