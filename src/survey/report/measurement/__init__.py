"""What the part `measurement` of a report is made of: names, computations, and one file for each of its sections."""
