"""What a text says against what the data say: printed numbers, claims, commentary."""
