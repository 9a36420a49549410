"""Which parts a report has, and in which order."""
