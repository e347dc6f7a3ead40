"""What a console command says when it refuses."""


class CommandError(Exception):
    """A refusal; its text is one Vietnamese sentence for the person at the console."""
