"""Times the search of Chinese text at many rows, on whichever database is configured.

    ANLAN_DATABASE_URL=… python benchmarks/search.py 500000

Builds a table of its own (``search_bench``), asks for common and rare words of one, two and four characters, codes and
masked telephone numbers, and prints milliseconds of the first call and the median of the next nine.
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Iterator

import django

CODE = "bench"
QUESTIONS = {
    "1 character, common": "安",
    "1 character, absent": "龙",
    "2 characters, common": "安全",
    "2 characters, rare": "丁七",
    "4 characters, common": "安全生产",
    "4 characters, never together": "产安全责",
    "10 characters": "安全生产责任制未落实",
    "two words, one rare": "有限公司 丁七",
    "code, whole": "YH-2025-00301",
    "code, beginning": "yh2025003",
    "code, first letters": "yh",
    "digits": "00301",
    "telephone, masked": "138****0301",
}
FAULTS = (
    "安全生产责任制未落实",
    "消防通道被堵塞",
    "灭火器过期未更换",
    "配电箱私拉乱接电线",
    "可燃气体报警器未检测",
    "特种作业人员无证上岗",
    "警示标志缺失",
    "有限空间作业未审批",
    "应急预案未演练",
    "培训档案不全",
)


def rows(number: int) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Texts of about ninety characters with a number, a name and a telephone; each row in one of 16 towns."""
    chance = random.Random(7)
    signs = [chr(code) for code in range(0x4E00, 0x4E00 + 3000)]
    for key in range(1, number + 1):
        name = "".join(chance.choices(signs, k=4))
        faults = "，".join(chance.sample(FAULTS, 4))
        text = f"YH-{2024 + key % 3}-{key:05d} 澜川{name}有限公司 {faults}。138{key % 10**8:08d}"
        yield key, text, ("p990121", f"p9901211{key % 16:02d}")


def timed(text: str, tags: list[str] | None) -> tuple[float, float, int]:
    from anlan.kit.search import query

    took = []
    for _turn in range(10):
        begun = time.perf_counter()
        found = query.matching_ids(CODE, text, tags)
        took.append((time.perf_counter() - begun) * 1000)
    return took[0], statistics.median(took[1:]), len(found)


def main(number: int) -> None:
    from anlan.kit.search import index, tables

    begun = time.perf_counter()
    tables.drop(CODE)
    index.rebuild(CODE, rows(number))
    print(f"{number} rows indexed in {time.perf_counter() - begun:.1f} s")
    for label, text in QUESTIONS.items():
        for scope, tags in (("all", None), ("one town", ["p990121103"])):
            first, median, found = timed(text, tags)
            print(f"{label:30} {scope:9} first {first:7.1f} ms   median {median:7.1f} ms   {found} rows")
    tables.drop(CODE)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlan.config.settings")
    django.setup()
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500_000)
