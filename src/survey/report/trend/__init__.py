"""Several waves compared: what the parts of that report need, its parts, and how it is built."""
