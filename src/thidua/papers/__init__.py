"""Official papers in and out: the only code that touches .docx, .pdf, .html and .xlsx."""
