"""The environment is made whole from the pins, or made again; a package that is not the pinned one is refused."""

import base64
import hashlib
import json
import os
import subprocess
import zipfile
from pathlib import Path

import pytest

from anlan.config.environment import MAKING, STAMP, Environment
from anlan.config.surroundings import COMPILED
from anlan.config.troubles import Trouble

pytestmark = pytest.mark.only_on("sqlite")  # no database has a part in it


def wheel(folder: Path, version: str) -> str:
    """Write a package of one line; returns the line that pins it."""
    name = f"anlan_trifle-{version}"
    files = {
        "anlan_trifle.py": f'version = "{version}"\n',
        f"{name}.dist-info/METADATA": f"Metadata-Version: 2.1\nName: anlan-trifle\nVersion: {version}\n",
        f"{name}.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},sha256={_digest(text)},{len(text)}\n" for path, text in files.items())
    files[f"{name}.dist-info/RECORD"] = f"{record}{name}.dist-info/RECORD,,\n"
    path = folder / f"{name}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for inner, text in files.items():
            archive.writestr(inner, text)
    return f"anlan-trifle=={version} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


def pin(root: Path, line: str) -> None:
    folder = root / "requirements"
    folder.mkdir(exist_ok=True)
    for kind in ("base", "test"):
        (folder / f"{kind}.txt").write_text(f"--no-index\n--find-links {root.as_posix()}\n{line}\n", encoding="utf-8")


def installed(environment: Environment) -> str:
    """The version that a process started as Anlan's are finds, its source as old as one of any other version."""
    source = next(environment.folder.rglob("anlan_trifle.py"))
    os.utime(source, (1_700_000_000, 1_700_000_000))
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    compiled = {**kept, "PYTHONPYCACHEPREFIX": str(environment.folder / COMPILED)}
    command = [str(environment.python), "-c", "import anlan_trifle; print(anlan_trifle.version)"]
    return subprocess.run(command, env=compiled, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    monkeypatch.delenv("PYTHONPATH", raising=False)
    pin(tmp_path, wheel(tmp_path, "1.0"))
    return Environment(tmp_path)


def test_follows_the_pins_and_heals_after_a_kill(environment: Environment, tmp_path: Path) -> None:
    assert not environment.holds("base")
    assert environment.ensure("base") == environment.python
    assert environment.holds("base")
    assert not environment.holds("test")
    assert installed(environment) == "1.0"

    pin(tmp_path, wheel(tmp_path, "2.0"))
    assert not environment.holds("base")
    environment.ensure("test")
    assert environment.holds("base")
    assert environment.holds("test")
    assert installed(environment) == "2.0"

    # A kill leaves the mark of the making, and a package of which nobody knows how much was unpacked.
    (environment.folder / MAKING).touch()
    leftover = environment.folder / "half-unpacked"
    leftover.touch()
    assert not environment.holds("base")
    environment.ensure("base")
    assert not leftover.exists()
    assert installed(environment) == "2.0"
    assert not (environment.folder / MAKING).exists()


def test_refuses_a_package_that_is_not_the_pinned_one(environment: Environment, tmp_path: Path) -> None:
    pin(tmp_path, f"anlan-trifle==1.0 --hash=sha256:{'0' * 64}")
    with pytest.raises(Trouble, match="校验值不一致"):
        environment.ensure("base")
    assert (environment.folder / MAKING).exists()
    assert not environment.holds("base")
    assert not (environment.folder / STAMP).exists()


def test_says_what_to_do_when_the_package_is_not_to_be_had(environment: Environment, tmp_path: Path) -> None:
    pin(tmp_path, f"anlan-trifle==9.9 --hash=sha256:{'0' * 64}")
    with pytest.raises(Trouble, match="软件源") as caught:
        environment.ensure("base")
    assert "anlan-trifle" in str(caught.value)


def test_line_ends_of_another_system_change_no_pin(environment: Environment, tmp_path: Path) -> None:
    pins = tmp_path / "requirements" / "base.txt"
    environment.folder.mkdir()
    environment.python.parent.mkdir()
    environment.python.touch()
    stamp = {"base": hashlib.sha256(pins.read_bytes()).hexdigest()}
    (environment.folder / STAMP).write_text(json.dumps(stamp), encoding="utf-8")
    assert environment.holds("base")
    pins.write_bytes(pins.read_bytes().replace(b"\n", b"\r\n"))
    assert environment.holds("base")
    pins.write_bytes(pins.read_bytes().replace(b"1.0", b"1.1"))
    assert not environment.holds("base")
