"""One file for each part of a report: `write(report)` gives its Pandoc markdown."""
