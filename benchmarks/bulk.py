"""Import, export, the API, and starting up."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

from anlan.api import tokens
from anlan.base import clock
from anlan.base.people.accounts import SignInPolicy
from anlan.kit.imports import sessions
from anlan.kit.imports.models import ImportSession, State
from anlan.kit.ledger.registry import ledger_by_code
from anlan.kit.records import writing
from anlan.subjects.enterprises.models import Enterprise
from anlan.subjects.hazards.models import Hazard
from benchmarks.calling import Caller, Refused
from benchmarks.measuring import Case
from benchmarks.raw import SHOWN, Raw
from benchmarks.samples import Samples

IMPORTED = 55_835
TITLES = (
    "序号",
    "排查日期",
    "企业名称",
    "隐患部位",
    "隐患内容",
    "整改期限",
    "整改责任人",
    "联系电话",
    "乡镇",
    "整改措施",
)
START = """
import resource, sys, time
began = time.perf_counter()
from anlan.config.wsgi import application
seconds = time.perf_counter() - began
print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def cases(samples: Samples, raw: Raw) -> Iterator[Case]:
    """All of them."""
    caller = Caller(samples.county_user)
    yield from _exports(samples, raw, caller)
    yield from _programs(samples, raw, caller)
    yield from _imports(samples, raw, caller)
    peaks: list[float] = []
    yield Case("start", "启动到可以应答", lambda: _started(peaks), times=3, warm=False, peak=lambda: peaks[-1])


def _exports(samples: Samples, raw: Raw, caller: Caller) -> Iterator[Case]:
    def shown(where: str, *params: Any) -> Any:
        keys = f"SELECT h.id FROM hazards_hazard h {where}"
        return raw.streamed(SHOWN.format(keys=keys, by="h.found_on DESC, h.id DESC"), *params)

    day = samples.export_from
    some = shown("WHERE h.found_on >= %s", day)
    yield Case(
        "export-xlsx",
        f"导出 xlsx（{some():,} 行）",
        lambda: sum(len(piece) for piece in caller.pieces("GET", f"/l/hazard/export.xlsx?found_on_after={day}")),
        some,
        times=1,
        warm=False,
    )
    yield Case(
        "export-csv",
        "导出 csv（全部）",
        lambda: caller.size("/l/hazard/export.csv"),
        shown(""),
        times=1,
        warm=False,
    )


def _programs(samples: Samples, raw: Raw, caller: Caller) -> Iterator[Case]:
    token, _row = tokens.issue(caller.user, SignInPolicy.present())
    made: list[int] = []
    names = [field.column for field in Hazard._meta.concrete_fields if not field.primary_key]
    pattern = raw.rows(f"SELECT {', '.join(names)} FROM hazards_hazard WHERE id = %s", samples.middle[1])[0]
    place = Hazard.objects.get(pk=samples.middle[1]).place_id

    def add() -> int:
        said = {
            "content": f"接口性能测试 {len(made)}",
            "unit": "澜川测试厂",
            "place": place,
            "found_on": samples.today,
            "mode": "deadline",
        }
        made.append(caller.send("POST", "/api/v1/hazard", said, token)["id"])
        return 1

    def remove() -> None:
        for key in made:
            caller.send("DELETE", f"/api/v1/hazard/{key}", None, token)

    row = [f"bench-{value}" if name == "number" else value for name, value in zip(names, pattern, strict=True)]
    yield Case(
        "api-create", "接口新增一条", add, lambda: raw.insert("hazards_hazard", names, [row]), times=25, after=remove
    )
    yield Case(
        "api-list",
        "接口查询 50 条",
        lambda: len(caller.send("GET", "/api/v1/hazard?limit=50", None, token)["items"]),
        raw.page(""),
        times=15,
    )


def _imports(samples: Samples, raw: Raw, caller: Caller) -> Iterator[Case]:
    folder = tempfile.TemporaryDirectory()
    path = _sheet(Path(folder.name) / "隐患.xlsx")
    ledger, kept = ledger_by_code("hazard"), {}

    def step(state: State, say: Any = None) -> int:
        if say:
            say(kept["session"], actor=caller.user)
        sessions.work(kept["session"].pk)
        session = ImportSession.objects.get(pk=kept["session"].pk)
        if session.state != state:
            raise Refused(f"{session.state}: {session.error}")
        kept["session"] = session
        return int(session.counts["new"])

    def preview() -> int:
        kept["session"] = sessions.upload_file(ledger, path, actor=caller.user)
        return step(State.READY)

    def indexed() -> int:
        while writing.index_some():
            pass
        return IMPORTED

    names = [field.column for field in Hazard._meta.concrete_fields if not field.primary_key]
    patterns = raw.rows(f"SELECT {', '.join(names)} FROM hazards_hazard ORDER BY id LIMIT {min(IMPORTED, 20_000)}")
    numbered = names.index("number")

    def inserted() -> int:
        rows = [list(patterns[place % len(patterns)]) for place in range(IMPORTED)]
        for place, row in enumerate(rows):
            row[numbered] = f"bench-{place}"
        return raw.insert("hazards_hazard", names, rows)

    yield Case("import-preview", f"导入 {IMPORTED:,} 行：预览", preview, times=1, warm=False)
    yield Case(
        "import-confirm",
        f"导入 {IMPORTED:,} 行：确认",
        lambda: step(State.DONE, sessions.ask_confirm),
        inserted,
        times=1,
        warm=False,
    )
    yield Case("import-search", f"导入 {IMPORTED:,} 行：后台进检索", indexed, times=1, warm=False)
    yield Case(
        "import-undo",
        f"撤销导入 {IMPORTED:,} 行",
        lambda: step(State.UNDONE, sessions.ask_undo),
        times=1,
        warm=False,
        after=folder.cleanup,
    )


def _sheet(path: Path) -> Path:
    """A township's year as a clerk has it: a merged title, a heading row, numbered rows."""
    firms = list(Enterprise.objects.select_related("place").order_by("pk")[:3000])
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("隐患台账")
    sheet.merge_range(0, 0, 0, len(TITLES) - 1, "2026年生产安全事故隐患排查治理台账")
    sheet.write_row(1, 0, TITLES)
    today = clock.today()
    for number in range(IMPORTED):
        firm, found = firms[number % len(firms)], today - timedelta(days=number % 300)
        due = found + timedelta(days=15)
        sheet.write_row(
            number + 2,
            0,
            (
                number + 1,
                f"{found.year}.{found.month}.{found.day}",
                firm.name,
                f"{number % 9 + 1}号车间",
                f"第{number}处：安全通道堆放杂物，消防设施被遮挡",
                due.isoformat(),
                firm.officer,
                f"138 0000 {number % 10_000:04}",
                firm.place.name,
                "立即清理，保持畅通",
            ),
        )
    book.close()
    return path


def _started(peaks: list[float]) -> int:
    """A new process until it could answer; its own peak is put down."""
    run = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True)
    _seconds, megabytes = run.stdout.split()
    peaks.append(float(megabytes))
    return 1
