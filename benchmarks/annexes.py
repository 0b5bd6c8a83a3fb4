"""A Word annex of 5,000 rows: read, masked and written, beside reading the same rows."""

from collections.abc import Iterator

from django.conf import settings

from anlan.base import clock
from anlan.base.periods import Period
from anlan.reports.papers import drafts, layout
from anlan.reports.papers.setting import Setting
from benchmarks.measuring import Case
from benchmarks.raw import Raw
from benchmarks.samples import Samples

ROWS = 5000


def cases(samples: Samples, raw: Raw) -> Iterator[Case]:
    """The bar is 5 s."""
    today = clock.today()
    setting = Setting(Period(today.replace(year=today.year - 2), today), today, settings.ANLAN_BUREAU)
    template = layout.word("附表", f"{{% 附表 发现隐患数 前={ROWS} %}}")

    def ours() -> int:
        drafts.written(template, setting).word()
        return min(ROWS, samples.hazards)

    yield Case("annex", "Word 附表 5,000 行", ours, times=3)
