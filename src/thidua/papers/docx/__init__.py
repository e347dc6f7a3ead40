"""Word files (.docx) to text: paragraphs, numbering, tables in order, old fonts."""
