"""Where lines run: great circles, lanes on water, and track. It is for drawing only."""
