"""Run the command line: ``python -m landbridge``."""

from .cli import main

main()
