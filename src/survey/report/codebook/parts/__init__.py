"""One file for each part of a codebook: `write(book)` gives its Pandoc markdown."""
