"""Read instances that others have published, in their own file formats.

Each reader names every mistake by file, row and what was expected, as `network.read` does.
"""
