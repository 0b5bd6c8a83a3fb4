"""``manage.py`` as a person meets it: too old a Python, an unknown command, settings that refuse."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOOR = ROOT / "manage.py"

pytestmark = pytest.mark.only_on("sqlite")


def run(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **env}, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_parses_on_old_pythons() -> None:
    tree = ast.parse(DOOR.read_text(encoding="utf-8"), feature_version=(3, 4))
    modern = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.AsyncFunctionDef, ast.Nonlocal)
    assert not [node for node in ast.walk(tree) if isinstance(node, modern)]
    assert DOOR.read_text(encoding="utf-8").splitlines()[1] == "# -*- coding: utf-8 -*-"


def test_old_python_gets_one_sentence() -> None:
    pretence = (
        "import runpy, sys; sys.version_info = (3, 8, 2, 'final', 0); "
        f"runpy.run_path({str(DOOR)!r}, run_name='__main__')"
    )
    told = run("-c", pretence)
    assert told.returncode == 3
    assert told.stderr.splitlines() == [
        "安澜需要 Python 3.11 或更高的版本，现在运行的是 3.8。请安装新版后，用它再运行本命令。"
    ]


def test_production_that_is_not_set_up_gets_one_sentence() -> None:
    told = run(str(DOOR), "check", ANLAN_MODE="production")
    assert told.returncode == 3
    assert told.stderr.splitlines() == ["安澜：生产环境必须设置 ANLAN_SECRET_KEY（至少 32 个字符）。"]


def test_database_address_that_nobody_understands_gets_one_sentence() -> None:
    told = run(str(DOOR), "check", ANLAN_DATABASE_URL="mysql://localhost/anlan")
    assert told.returncode == 3
    assert len(told.stderr.splitlines()) == 1
    assert "mysql" in told.stderr


def test_database_that_does_not_answer_gets_one_sentence(tmp_path: Path) -> None:
    told = run(str(DOOR), "migrate", ANLAN_DATABASE_URL=f"postgresql://anlan@/anlan?host={tmp_path}")
    assert told.returncode == 3
    assert "连不上数据库" in told.stderr
    assert "Traceback" not in told.stderr


def test_exit_code_of_a_command_comes_through() -> None:
    assert run(str(DOOR), "check").returncode == 0
    told = run(str(DOOR), "no-such-command")
    assert told.returncode == 1
    assert "no-such-command" in told.stderr
