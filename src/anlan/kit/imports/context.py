"""What reading one cell needs to know of the table it stands in. It must not know how tables are read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Context:
    """``year`` completes dates such as 3月5日; ``date_1904``: Excel's day numbers count from 1904, not 1900."""

    year: int | None = None
    date_1904: bool = False


NOTHING_KNOWN = Context()
