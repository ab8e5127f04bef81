"""What exists, what is asked, and what a plan is. Imports no solver and no drawing."""
