"""The only code that touches .docx, .pdf, .html and .xlsx; it knows formats and nothing of the domain."""
