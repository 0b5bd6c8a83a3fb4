"""Files under 500 lines, functions under 40, the ledger machinery under 1,500; exceptions are dated and needed."""

import ast
from collections.abc import Iterator

from tests.house.sources import SOURCE, name_of, product_trees, written_by_us

FILE_LINES = 500
FUNCTION_LINES = 40
LEDGER_LINES = 1500

# name: (day of the exception, why it is one)
LONG_FILES: dict[str, tuple[str, str]] = {}
LONG_FUNCTIONS: dict[str, tuple[str, str]] = {}


def line_count(text: str) -> int:
    return len(text.splitlines())


def files_with_lines() -> dict[str, int]:
    """Migrations are Django's writing, and what a table holds is said in its model."""
    paths = [path for path in written_by_us(".py", ".html", ".js", ".css") if "migrations" not in path.parts]
    return {name_of(path): line_count(path.read_text(encoding="utf-8")) for path in paths}


def functions_with_lines() -> Iterator[tuple[str, int]]:
    """Lines of each function without its docstring, named ``file::function``."""
    for name, tree in product_trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                documented = ast.get_docstring(node, clean=False) is not None
                text = node.body[0]
                docstring = (text.end_lineno or 0) - text.lineno + 1 if documented else 0
                yield f"{name}::{node.name}", (node.end_lineno or 0) - node.lineno + 1 - docstring


def test_files_are_short() -> None:
    long = {name: lines for name, lines in files_with_lines().items() if lines >= FILE_LINES and name not in LONG_FILES}
    assert long == {}


def test_functions_are_short() -> None:
    long = {name: lines for name, lines in functions_with_lines() if lines >= FUNCTION_LINES}
    assert {name: lines for name, lines in long.items() if name not in LONG_FUNCTIONS} == {}


def test_exceptions_are_still_needed() -> None:
    files, functions = files_with_lines(), dict(functions_with_lines())
    assert [name for name in LONG_FILES if files.get(name, 0) < FILE_LINES] == []
    assert [name for name in LONG_FUNCTIONS if functions.get(name, 0) < FUNCTION_LINES] == []


def test_ledger_machinery_stays_small() -> None:
    folder = SOURCE / "kit" / "ledger"
    lines = {name_of(path): line_count(path.read_text(encoding="utf-8")) for path in written_by_us(".py", under=folder)}
    assert lines
    assert sum(lines.values()) < LEDGER_LINES, lines
