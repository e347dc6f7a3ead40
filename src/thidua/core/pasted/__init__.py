"""Lists pasted from Excel: rows under headings, checked cell by cell, before anything is written."""
