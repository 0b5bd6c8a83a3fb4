"""Why a file or a cell cannot be taken, as a sentence for the person who sent it.

It must not know what reads or what stores the file.
"""


class Refused(Exception):
    """The file as a whole cannot be taken. ``sentence`` says why and what to do, in the user's language."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class BadCell(ValueError):
    """One cell cannot be taken. ``reason`` is printed in the cell of the preview."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
