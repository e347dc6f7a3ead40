"""Certificates as PDF: faces in, pages out, one a face, never more and never fewer."""
