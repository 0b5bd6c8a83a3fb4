"""State changes by a flow only, the time comes from one clock, nothing signals, and pages obey the content policy."""

import ast
import re
from collections.abc import Iterator

from tests.house.sources import SOURCE, name_of, product_trees, written_by_us

CLOCK = "src/anlan/base/clock.py"
FLOW = "src/anlan/kit/flow/"
STATE = "status"

# Where a status is no flow's: file: (day, whose status it is)
OTHER_STATUSES: dict[str, tuple[str, str]] = {
    "src/anlan/api/errors.py": ("2026-11-22", "the status of an HTTP answer"),
    "src/anlan/api/repeats.py": ("2026-11-22", "the status of an HTTP answer that is kept to be given again"),
    "src/anlan/demo/campaigns.py": ("2026-11-22", "invents the past of tasks before they are stored"),
    "src/anlan/demo/histories.py": ("2026-11-22", "invents the past of a hazard before it is stored, state by state"),
    "src/anlan/subjects/hazards/ledgers/hazard.py": ("2026-11-22", "the first state of a row that is not stored yet"),
    "src/anlan/subjects/hazards/ledgers/papers.py": ("2026-11-22", "the first state of a row that is not stored yet"),
    "src/anlan/subjects/governance/ledgers/orders.py": ("2026-11-22", "the first state of a row not stored yet"),
    "src/anlan/subjects/governance/ledgers/discipline.py": ("2026-11-22", "the same, of those interviewed"),
    "src/anlan/subjects/enforcement/ledgers/measures.py": ("2026-11-22", "the first state of a row not stored yet"),
    "src/anlan/subjects/enterprises/ledgers/claims.py": ("2026-11-22", "the first state of a row not stored yet"),
    "src/anlan/subjects/accidents/ledgers/inquiry.py": ("2026-11-22", "the first state of rows taken over from paper"),
}

MOMENTS = {
    ("timezone", "now"),
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
}


def writes_of_state(tree: ast.Module) -> Iterator[int]:
    """Lines that assign ``x.status``, by a statement, ``setattr`` or a bulk ``update``."""
    for node in ast.walk(tree):
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AugAssign | ast.AnnAssign):
            targets = [node.target]
        flat = [part for target in targets for part in ast.walk(target)]
        stores = [part for part in flat if isinstance(part, ast.Attribute) and isinstance(part.ctx, ast.Store)]
        if any(part.attr == STATE for part in stores) or (isinstance(node, ast.Call) and _call_writes_state(node)):
            yield node.lineno


def _call_writes_state(call: ast.Call) -> bool:
    if isinstance(call.func, ast.Name) and call.func.id == "setattr":
        return len(call.args) > 1 and isinstance(call.args[1], ast.Constant) and call.args[1].value == STATE
    named_update = isinstance(call.func, ast.Attribute) and call.func.attr == "update"
    return named_update and any(keyword.arg == STATE for keyword in call.keywords)


def readings_of_time(tree: ast.Module) -> Iterator[int]:
    """Lines that ask the machine for the time; ``localtime(moment)`` only converts one, ``localtime()`` asks."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and (_owner(node), node.attr) in MOMENTS:
            yield node.lineno
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and not (node.args or node.keywords):
            asks = _owner(node.func) == "timezone" and node.func.attr in ("localtime", "localdate")
            yield from [node.lineno] if asks else []


def _owner(node: ast.Attribute) -> str:
    return node.value.id if isinstance(node.value, ast.Name) else str(getattr(node.value, "attr", ""))


def test_lint_sees_every_way_of_writing_a_state() -> None:
    ways = ("a.status = 1", "a.b.status = 1", "x, a.status = 1, 2", "setattr(a, 'status', 1)", "rows.update(status=1)")
    assert [list(writes_of_state(ast.parse(way))) for way in ways] == [[1]] * len(ways)
    others = ("a.status == 1", "Row(status=1)", "status = 1", "rows.filter(status=1)", "a.status.x = 1")
    assert [list(writes_of_state(ast.parse(other))) for other in others] == [[]] * len(others)


def test_only_a_flow_writes_a_state() -> None:
    found = {}
    for name, tree in product_trees():
        if not name.startswith(FLOW) and name not in OTHER_STATUSES and (lines := list(writes_of_state(tree))):
            found[name] = lines
    assert found == {}


def test_lint_sees_every_reading_of_the_time() -> None:
    readings = (
        "timezone.now()",
        "datetime.now()",
        "datetime.datetime.now(tz)",
        "date.today()",
        "f(now=timezone.now)",
        "timezone.localtime()",
    )
    assert [list(readings_of_time(ast.parse(reading))) for reading in readings] == [[1]] * len(readings)
    assert list(readings_of_time(ast.parse("clock.now(); timezone.localtime(moment)"))) == []


def test_one_clock() -> None:
    found = {name: list(readings_of_time(tree)) for name, tree in product_trees() if name != CLOCK}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_no_signals_of_our_own() -> None:
    signalling = []
    for name, tree in product_trees():
        imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
        if any(node.module == "django.dispatch" and alias.name == "Signal" for node in imports for alias in node.names):
            signalling.append(name)
    assert signalling == []


INLINE = {
    "inline script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=[\"']application/json)", re.IGNORECASE),
    "inline handler": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "hx-on handler": re.compile(r"\shx-on[:=-]", re.IGNORECASE),
    "inline style": re.compile(r"<[a-z][^>]*\sstyle\s*=|<style\b", re.IGNORECASE),
    "script address": re.compile(r"(href|src|action)\s*=\s*[\"']?\s*javascript:", re.IGNORECASE),
    "outside address": re.compile(
        r"<(script|link|img|iframe)\b[^>]*(src|href)\s*=\s*[\"']?(https?:)?//", re.IGNORECASE
    ),
}


def breaches(text: str) -> set[str]:
    return {what for what, pattern in INLINE.items() if pattern.search(text)}


def test_lint_sees_what_the_content_policy_forbids() -> None:
    assert breaches("<script>run()</script>") == {"inline script"}
    assert breaches('<a class="x" onclick="go()">') == {"inline handler"}
    assert breaches('<p\n style="top:0">') == {"inline style"}
    assert breaches('<a href="javascript:go()">') == {"script address"}
    assert breaches('<script src="https://cdn.example/x.js"></script>') == {"outside address"}
    assert breaches('<script type="module" src="/static/a.js"></script><p class="on">style = x</p>') == set()


def test_templates_obey_the_content_policy() -> None:
    pages = list(written_by_us(".html", ".svg", under=SOURCE))
    assert pages
    found = {name_of(page): breaches(page.read_text(encoding="utf-8")) for page in pages}
    assert {name: what for name, what in found.items() if what} == {}
