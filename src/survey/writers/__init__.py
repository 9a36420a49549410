"""A wave as a file for another program: one module for each format, one line each in `registry`."""
