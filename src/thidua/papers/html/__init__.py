"""Web pages: parsed in a child process, since deep or broken nesting can keep a parser busy for hours."""
