"""Paper ballots as PDF: all the same, with no number or mark by which one could be told from another."""
