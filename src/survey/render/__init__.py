"""From a Quarto document to HTML, DOCX and PDF: execute its cells, then convert with Pandoc and Typst, or with Quarto."""
