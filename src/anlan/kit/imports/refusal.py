"""Why a file or a cell cannot be taken, as a sentence for the person who sent it.

It must not know what reads or what stores the file.
"""

from django.utils.translation import gettext as _


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


def broken() -> Refused:
    """The refusal of a file that no reader can make sense of."""
    return Refused(_("文件已损坏，打不开。请用 Excel 打开后另存一份再传。"))
