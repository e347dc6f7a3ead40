"""PDF files with text: words with their places from a child process, lines and columns rebuilt from them."""
