"""``manage.py pins``: writes ``requirements/*.txt`` from ``pyproject.toml``, with hashes and no index addresses."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

from anlan.config.troubles import Trouble

HEADER: Final = "# Made by: python3 manage.py pins (needs uv; to raise versions, delete the pins first). Do not edit.\n"
OPTIONS: Final = (
    *("--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-header"),
    *("--no-annotate", "--quiet"),
)


def write_pins(root: Path) -> int:
    """Resolve anew, keeping the versions that the present pins name wherever ``pyproject.toml`` still allows them."""
    uv = shutil.which("uv")
    if uv is None:
        raise Trouble("更新依赖清单要用 uv：请先 pip install uv。只运行安澜不需要它。")
    folder = root / "requirements"
    folder.mkdir(exist_ok=True)
    for name, extra in (("base", []), ("test", ["--group", "test", "--constraint", "requirements/base.txt"])):
        target = folder / f"{name}.txt"
        command = [
            uv,
            "pip",
            "compile",
            "pyproject.toml",
            *extra,
            *OPTIONS,
            "--output-file",
            f"requirements/{name}.txt",
        ]
        subprocess.run(command, cwd=root, check=True)
        lines = target.read_text(encoding="utf-8")
        if re.search(r"^--(extra-)?index-url|://", lines, re.MULTILINE):
            target.unlink()
            raise Trouble(f"requirements/{name}.txt 里出现了软件源地址，已删除。")
        target.write_text(HEADER + lines, encoding="utf-8", newline="\n")
        print(f"requirements/{name}.txt：{len(re.findall('==', lines))} 个依赖")
    return 0
