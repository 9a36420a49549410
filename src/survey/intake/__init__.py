"""Answers from the platforms on which they were given: one file per platform and one line in the registry."""
