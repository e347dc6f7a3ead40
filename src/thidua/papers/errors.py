"""What is said when a file cannot be read."""


class PaperError(ValueError):
    """A file is refused; `str` is one Vietnamese sentence that says what is wrong and what to do.

    `code` names the reason for programs and tests ("too_large", "scanned", "macro", …).
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
