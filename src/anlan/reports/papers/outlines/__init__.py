"""The outlines that come with the program: one text file each, a head of 名称 周期 标题, an empty line, then the body.

名称：年度工作总结
周期：year
标题：{{ 单位 }}{{ 年 }}年工作总结

一、主要工作
（一）安全生产。全年检查{{ 检查单位数 }}家……
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Outline:
    """``slug`` is its file's name and what the command line calls it."""

    slug: str
    name: str
    rhythm: str
    title: str
    about: str
    body: str


@cache
def shipped() -> dict[str, Outline]:
    """All of them by slug, in the order of their file names."""
    found = (
        read(path.stem.partition("-")[2], path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.txt"))
    )
    return {one.slug: one for one in found}


def choices() -> list[tuple[str, str]]:
    """For the field of a report."""
    return [(one.slug, one.name) for one in shipped().values()]


def read(slug: str, text: str) -> Outline:
    """An outline from its text; the head may be missing."""
    head, _gap, body = text.replace("\r\n", "\n").partition("\n\n")
    told = dict(line.partition("：")[::2] for line in head.splitlines())
    if "标题" not in told:
        return Outline(slug, slug, "year", "", "", text)
    return Outline(
        slug, told.get("名称", slug), told.get("周期", "year"), told["标题"], told.get("说明", ""), body.strip("\n")
    )
