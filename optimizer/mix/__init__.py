"""The mix: which units of which shipment travel on which route, under all limits at once."""
