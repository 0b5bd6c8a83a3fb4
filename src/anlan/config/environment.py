"""Makes ``.venv`` from the pins and notices a half-made one; standard library only, for nothing else is there yet."""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import Final

from anlan.config.locks import only_one
from anlan.config.surroundings import COMPILED
from anlan.config.troubles import Trouble, explain_text

MAKING: Final = "anlan-making"
STAMP: Final = "anlan-pins.json"
KINDS: Final = ("base", "test")


class Environment:
    """The virtual environment of one working copy.

    ``anlan-making`` stands in it while it is made or changed, ``anlan-pins.json`` says which pins it holds. A kill
    between the two leaves the first, and the next start begins anew: pip cannot tell half a package from a whole one.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.python = self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def ensure(self, kind: str) -> Path:
        """The Python that has the pins of ``kind`` ("base" or "test", which holds base); makes it first if need be."""
        if not self.holds(kind):
            with only_one(self.root / ".venv.lock", lambda: print("另一个命令正在准备运行环境，等它做完…", flush=True)):
                if not self.holds(kind):
                    self._make(kind)
        return self.python

    def holds(self, kind: str) -> bool:
        """Whether the environment is whole and made from the pins as they are now."""
        if not self.python.exists() or (self.folder / MAKING).exists():
            return False
        return self._stamp().get(kind) == self._wanted(kind)

    def _make(self, kind: str) -> None:
        made_before = self.python.exists() and not (self.folder / MAKING).exists()
        print("正在更新运行环境…" if made_before else "正在准备运行环境（只在第一次，约需一分钟）…", flush=True)
        if not made_before and self.folder.exists():
            shutil.rmtree(self.folder)
        self.folder.mkdir(exist_ok=True)
        (self.folder / MAKING).touch()
        host_pip = [] if made_before else self._lay()
        # Whoever has the test pins keeps them: they hold the base pins, at the same versions.
        kind = "test" if kind == "test" or (made_before and "test" in self._stamp()) else "base"
        self._install(kind, host_pip)
        # Python takes a compiled module for the new source where length and second agree.
        shutil.rmtree(self.folder / COMPILED, ignore_errors=True)
        kinds = KINDS if kind == "test" else ("base",)
        (self.folder / STAMP).write_text(json.dumps({each: self._wanted(each) for each in kinds}), encoding="utf-8")
        (self.folder / MAKING).unlink()

    def _lay(self) -> list[str]:
        """Lay the environment; returns the pip command of the host where Python came without its own."""
        bundled = importlib.util.find_spec("ensurepip") is not None
        if not bundled and importlib.util.find_spec("pip") is None:
            version = f"{sys.version_info.major}.{sys.version_info.minor}"
            sentence = (
                f"这台机器的 Python 缺少 pip。请先装上它再运行本命令：Debian、Ubuntu、麒麟、统信用 "
                f"apt install python{version}-venv，其他系统请重装带 pip 的 Python。"
            )
            raise Trouble(sentence)
        try:
            venv.EnvBuilder(with_pip=bundled, symlinks=os.name != "nt").create(self.folder)
        except subprocess.CalledProcessError as error:
            output = (error.output or b"").decode("utf-8", "replace")
            raise Trouble(explain_text(output) or f"不能建立运行环境 {self.folder}：{output.strip()[-300:]}") from None
        return [] if bundled else [sys.executable, "-m", "pip", "--python", str(self.python)]

    def _install(self, kind: str, host_pip: list[str]) -> None:
        pins = self.root / "requirements" / f"{kind}.txt"
        command = [
            *(host_pip or [str(self.python), "-m", "pip"]),
            *("install", "--require-hashes", "--quiet", "--no-input", "--no-compile", "--disable-pip-version-check"),
            *("--progress-bar", "off", "--requirement", str(pins)),
        ]
        surroundings = {**os.environ, "PIP_USER": "0", "PYTHONUTF8": "1"}
        run = subprocess.run(command, env=surroundings, capture_output=True, text=True, encoding="utf-8", check=False)
        if run.returncode != 0:
            output = f"{run.stdout}\n{run.stderr}".strip()
            raise Trouble(explain_text(output) or _pip_sentence(output))

    def _stamp(self) -> dict[str, str]:
        try:
            stamp: dict[str, str] = json.loads((self.folder / STAMP).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stamp

    def _wanted(self, kind: str) -> str:
        pins = (self.root / "requirements" / f"{kind}.txt").read_bytes().replace(b"\r\n", b"\n")
        return hashlib.sha256(pins).hexdigest()


def _pip_sentence(output: str) -> str:
    tail = "\n".join(line for line in output.splitlines() if line.strip())[-1500:]
    if "THESE PACKAGES DO NOT MATCH THE HASHES" in output:
        return f"下载到的依赖与登记的校验值不一致，没有安装。请检查所用的软件源是否可信。\n{tail}"
    if "No matching distribution" in output:
        return f"软件源里没有适合这台机器的依赖包。请检查 Python 版本和 pip 的软件源设置。\n{tail}"
    return f"依赖没有装成。请检查网络，以及 pip 的软件源设置，再运行一次本命令。pip 说：\n{tail}"
