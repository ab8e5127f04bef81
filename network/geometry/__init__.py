"""Where lines run: great circles, lanes on water, track and road. It is for drawing only."""
