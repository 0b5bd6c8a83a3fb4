"""``manage.py test``: everything that CI runs, with a table and a last line to count by; hides no missing step."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Final

from anlan.config import chromium
from anlan.config.postgres import temporary_server
from anlan.config.results import Result, Tally, Verdict, table, tally_of, verdict_of
from anlan.config.surroundings import ROOT, surroundings

STEP_SECONDS: Final = 2400
BROWSER_TESTS: Final = "tests/browser"
WITHOUT_BROWSER: Final = ("tests", f"--ignore={BROWSER_TESTS}", "-n", "2")
INTERRUPTED_CODE: Final = 130
LINT_IMPORTS: Final = "from importlinter.cli import lint_imports_command; lint_imports_command()"


@dataclass
class Run:
    """One call of the command: its temporary folder, what every step runs with, and what was asked for."""

    folder: Path
    expression: str = ""
    env: Mapping[str, str] = field(default_factory=dict)
    output: IO[bytes] | None = None  # where its steps' programs print to; None is the terminal

    def tool(self, *arguments: str, **extra: str) -> int:
        """The environment's Python with ``arguments``, run at the root; its exit code."""
        return self._run([sys.executable, *arguments], extra)

    def program(self, name: str, *arguments: str) -> int:
        """A program that pip put beside Python and that is no Python itself."""
        path = Path(sys.executable).with_name(name + (".exe" if os.name == "nt" else ""))
        return self._run([str(path), *arguments], {})

    def _run(self, command: Sequence[str], extra: Mapping[str, str]) -> int:
        env = {**self.env, **extra}
        with subprocess.Popen(command, cwd=ROOT, env=env, stdout=self.output, stderr=self.output) as process:
            try:
                return process.wait(STEP_SECONDS)
            except subprocess.TimeoutExpired:
                print(f"超过 {STEP_SECONDS // 60} 分钟没有结束，已中止。", flush=True)
                process.kill()
                return 1
            except KeyboardInterrupt:
                process.wait()
                raise

    def pytest(self, name: str, *arguments: str, **extra: str) -> Tally:
        """One pytest run, counted."""
        report = self.folder / f"{name}.xml"
        chosen = ["-k", self.expression] if self.expression else []
        base = f"--basetemp={self.folder / f'{name}-tmp'}"
        code = self.tool("-m", "pytest", "-q", f"--junit-xml={report}", base, *chosen, *arguments, **extra)
        return tally_of(report, code)


Outcome = Tally | int | None


@dataclass(frozen=True)
class Step:
    """A name for ``--only``, a title, and what is done: an exit code, a tally, or None where it could not be run.

    Steps that keep one core busy and say little go two at a time: ``aside``.
    """

    name: str
    title: str
    action: Callable[[Run], Outcome]
    aside: bool = True


def trial(argv: Sequence[str]) -> int:
    """The command; returns its exit code."""
    options = _options(argv)
    chosen = [step for step in STEPS if not options.only or step.name in options.only]
    results: list[Result] = []
    code = 0
    with tempfile.TemporaryDirectory(prefix="anlan-test-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        env = {**surroundings(), "ANLAN_MODE": "test", "ANLAN_VAR": str(folder / "var")}
        env.pop("ANLAN_DATABASE_URL", None)
        (folder / "var").mkdir()
        run = Run(folder, options.expression, env)
        try:
            results.extend(_taken(chosen, run))
        except KeyboardInterrupt:
            code = INTERRUPTED_CODE
            print("\n已中断。", flush=True)
    return code or _conclude(results)


def _options(argv: Sequence[str]) -> argparse.Namespace:
    names = [step.name for step in STEPS]
    parser = argparse.ArgumentParser(
        prog="manage.py test",
        description="运行 CI 所运行的一切。步骤：" + "、".join(f"{step.name}（{step.title}）" for step in STEPS),
    )
    parser.add_argument("--only", action="append", choices=names, metavar="步骤", help="只运行这一步（可多次）")
    parser.add_argument("-k", dest="expression", default="", metavar="表达式", help="只运行名字合乎表达式的测试")
    return parser.parse_args(list(argv))


def _taken(steps: Sequence[Step], run: Run) -> Iterator[Result]:
    """The results in the steps' order; what is done aside is told when it is done."""
    with ThreadPoolExecutor(2) as pool:
        begun = [(step, pool.submit(_take_aside, step, run)) for step in steps if step.aside]
        for step, future in begun:
            result, said = future.result()
            print(f"\n===== {step.name}  {step.title} =====\n{said}", end="", flush=True)
            yield result
    for step in steps:
        if not step.aside:
            print(f"\n===== {step.name}  {step.title} =====", flush=True)
            yield _take(step, run)


def _take_aside(step: Step, run: Run) -> tuple[Result, str]:
    with tempfile.TemporaryFile() as output:
        result = _take(step, replace(run, output=output))
        output.seek(0)
        return result, output.read().decode("utf-8", "replace")


def _take(step: Step, run: Run) -> Result:
    started = time.monotonic()
    try:
        outcome = step.action(run)
    except (OSError, RuntimeError, subprocess.SubprocessError) as error:
        print(f"{type(error).__name__}: {error}", flush=True)
        outcome = 1
    seconds = time.monotonic() - started
    if outcome is None:
        return Result(step.title, Verdict.NOT_RUN, seconds, remark="这台机器上没有、也装不上 Chromium")
    if isinstance(outcome, Tally):
        remark = "有测试被跳过，不算通过" if outcome.skipped else ""
        return Result(step.title, verdict_of(outcome), seconds, outcome, remark)
    return Result(step.title, Verdict.PASSED if outcome == 0 else Verdict.FAILED, seconds)


def _conclude(results: Sequence[Result]) -> int:
    missed = [result for result in results if result.verdict is Verdict.NOT_RUN]
    if os.environ.get("CI") == "true":
        results = [replace(result, verdict=Verdict.FAILED) if result in missed else result for result in results]
    print("\n" + table(results))
    if missed:
        print("\n注意：浏览器测试没有运行，因为这台机器上没有、也装不上 Chromium。")
    failed = any(result.verdict is Verdict.FAILED for result in results)
    print(f"\n{'有步骤没有通过。' if failed else '全部通过。'}")
    print(sum((result.tally for result in results), Tally()), flush=True)
    return 1 if failed else 0


def _templates(run: Run) -> int:
    found = sorted((ROOT / "src").rglob("templates/**/*.html"))
    if not found:
        print("没有找到模板。")
        return 1
    return run.program("djade", "--check", "--target-version", "5.2", *(str(path.relative_to(ROOT)) for path in found))


def _declarations(run: Run) -> int:
    return run.tool("manage.py", "check", "--fail-level", "WARNING")


def _migrations(run: Run) -> int:
    return run.tool("manage.py", "makemigrations", "--check", "--dry-run")


def _on_sqlite(run: Run) -> Tally:
    return run.pytest("sqlite", *WITHOUT_BROWSER)


def _on_postgresql(run: Run) -> Tally:
    with temporary_server() as url:
        return run.pytest("postgresql", *WITHOUT_BROWSER, ANLAN_DATABASE_URL=url)


def _in_browser(run: Run) -> Tally | None:
    path = chromium.find_or_install()
    if path is None:
        return None
    return run.pytest("browser", BROWSER_TESTS, "-n", "3", ANLAN_CHROMIUM=path)  # pages wait much


STEPS: Final = (
    Step("format", "代码格式", lambda run: run.tool("-m", "ruff", "format", "--check", ".")),
    Step("lint", "代码检查", lambda run: run.tool("-m", "ruff", "check", ".")),
    Step("templates", "模板格式", _templates),
    Step("types", "类型", lambda run: run.tool("-m", "mypy")),
    Step("imports", "层次约定", lambda run: run.tool("-c", LINT_IMPORTS, "--no-logo")),
    Step("check", "配置与声明", _declarations),
    Step("migrations", "数据库迁移齐全", _migrations),
    Step("sqlite", "测试（SQLite）", _on_sqlite, aside=False),
    Step("postgresql", "测试（PostgreSQL）", _on_postgresql, aside=False),
    Step("browser", "测试（浏览器）", _in_browser, aside=False),
)
