"""Rules that make a clean wave of the answers as received, and the log of what they changed."""
