"""Plan orders over weekly services that share containers."""
