"""The command line: one file per stage of the work."""
