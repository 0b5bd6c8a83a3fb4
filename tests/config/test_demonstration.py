"""``manage.py demo`` as a person meets it: it says what is in the way, keeps what was built, leaves nothing running."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from anlan.config.county import County
from anlan.demo.logins import LOGINS

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 240.0

pytestmark = pytest.mark.only_on("sqlite")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def demo(var: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    with running(var, *arguments) as process:
        output, _ = process.communicate(timeout=PATIENCE)
    return subprocess.CompletedProcess(process.args, process.returncode, output)


@contextmanager
def running(var: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    env = {**os.environ, "ANLAN_VAR": str(var), "ANLAN_DATABASE_URL": "", "ANLAN_MODE": "demo"}
    command = [sys.executable, str(ROOT / "manage.py"), "demo", *arguments]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        alarm = threading.Timer(PATIENCE, process.kill)
        alarm.start()
        try:
            yield process
        finally:
            alarm.cancel()
            if process.poll() is None:
                process.terminate()


def greeting(process: subprocess.Popen[str]) -> str:
    """What it prints until it is open."""
    lines = []
    assert process.stdout
    for line in process.stdout:
        lines.append(line)
        if "Ctrl C" in line:
            return "".join(lines)
    raise AssertionError("it ended before it was open:\n" + "".join(lines))


def status(port: int, path: str = "login") -> int | None:
    """The status of a page; None where nobody listens."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


def until(condition: object, what: str, patience: float = 120.0) -> None:
    deadline = time.monotonic() + patience
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline, f"waited in vain until {what}"
        time.sleep(0.05)


def one_sentence(told: subprocess.CompletedProcess[str]) -> str:
    assert told.returncode == 3, told.stdout
    lines = told.stdout.splitlines()
    assert len(lines) == 1, told.stdout
    assert lines[0].startswith("安澜：")
    return lines[0]


class TestWhatIsInTheWay:
    def test_port_in_use(self, tmp_path: Path) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen(1)
            port = taken.getsockname()[1]
            sentence = one_sentence(demo(tmp_path / "var", "--port", str(port)))
        assert f"端口 {port} 已被别的程序占用" in sentence
        assert not (tmp_path / "var" / "anlan.sqlite3").exists()

    def test_address_that_is_not_ours(self, tmp_path: Path) -> None:
        assert "192.0.2.1" in one_sentence(demo(tmp_path / "var", "--host", "192.0.2.1"))

    def test_data_folder_that_is_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "var").write_text("a file")
        assert "不是文件夹" in one_sentence(demo(tmp_path / "var", "--no-serve"))

    def test_data_folder_on_a_full_disk(self, tmp_path: Path) -> None:
        if not Path("/dev/full").exists():
            return  # only Linux has a device that is always full; the sentence itself is tested with the troubles
        (tmp_path / "var").mkdir()
        (tmp_path / "var" / ".probe").symlink_to("/dev/full")
        assert "磁盘已满" in one_sentence(demo(tmp_path / "var", "--no-serve"))

    def test_data_folder_without_permission(self) -> None:
        if not Path("/sys/kernel").exists():
            return  # only Linux has a folder where even root may not write
        assert "不能写入" in one_sentence(demo(Path("/sys/kernel/anlan"), "--no-serve"))

    def test_database_that_no_demonstration_made_is_not_touched(self, tmp_path: Path) -> None:
        database = tmp_path / "anlan.sqlite3"
        with sqlite3.connect(database) as connection:
            connection.execute("CREATE TABLE records (text TEXT)")
        connection.close()
        before = database.read_bytes()
        assert "没有改动" in one_sentence(demo(tmp_path, "--no-serve"))
        assert "没有改动" in one_sentence(demo(tmp_path, "--no-serve", "--reset"))
        assert database.read_bytes() == before

    def test_options_that_make_no_sense(self, tmp_path: Path) -> None:
        assert demo(tmp_path, "--port", "99999").returncode == 2
        assert demo(tmp_path, "--scale", "0").returncode == 2


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county that was begun, killed, and begun again."""
    var = tmp_path_factory.mktemp("county")
    workshop = var / ".building"
    with running(var, "--no-serve") as process:
        until((workshop / "anlan.sqlite3").exists, "the building began")
        process.kill()
    assert not County(var).stands()
    assert sorted(entry.name for entry in var.iterdir()) == [".building", ".demo.lock"]

    # What the killed run left behind must not become part of the county.
    (workshop / "files").mkdir(exist_ok=True)
    (workshop / "files" / "leftover.jpg").write_bytes(b"half a photograph")
    told = demo(var, "--no-serve")
    assert told.returncode == 0, told.stdout
    assert "演示县建好了" in told.stdout
    assert not workshop.exists()
    assert not (var / "files" / "leftover.jpg").exists()
    assert County(var).stands()
    return var


def hazards(var: Path) -> int:
    connection = sqlite3.connect(var / "anlan.sqlite3")
    try:
        (count,) = connection.execute("SELECT count(*) FROM hazards_hazard").fetchone()
    finally:
        connection.close()
    return int(count)


def rename_a_place(var: Path) -> None:
    """A change that a rebuilt county would not show."""
    connection = sqlite3.connect(var / "anlan.sqlite3")
    connection.execute("UPDATE places_place SET name = 'kept' WHERE id = (SELECT max(id) FROM places_place)")
    connection.commit()
    connection.close()


def is_kept(var: Path) -> bool:
    connection = sqlite3.connect(var / "anlan.sqlite3")
    try:
        return bool(connection.execute("SELECT 1 FROM places_place WHERE name = 'kept'").fetchone())
    finally:
        connection.close()


class TestCounty:
    def test_is_built_whole_at_the_second_try(self, county: Path) -> None:
        assert hazards(county) >= 20_000

    def test_opens_prints_its_log_ins_and_stops_with_ctrl_c(self, county: Path) -> None:
        rename_a_place(county)
        port = free_port()
        with running(county, "--port", str(port)) as process:
            said = greeting(process)
            assert f"http://127.0.0.1:{port}/" in said
            assert [login["role"] for login in LOGINS if login["role"] not in said] == []
            for login in LOGINS:
                assert re.search(rf"{login['username']} +{login['password']}", said)
            assert status(port) == 200
            busy = demo(county, "--port", str(free_port()))
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0
            assert process.stdout
            assert "已全部停止" in process.stdout.read()
        assert "正被另一个演示使用" in one_sentence(busy)
        assert status(port) is None
        assert is_kept(county)

    def test_stops_when_told_by_the_system(self, county: Path) -> None:
        port = free_port()
        with running(county, "--port", str(port)) as process:
            greeting(process)
            process.terminate()
            assert process.wait(30) == 0
        assert status(port) is None

    def test_children_end_with_a_killed_parent(self, county: Path) -> None:
        port = free_port()
        with running(county, "--port", str(port)) as process:
            greeting(process)
            process.kill()
            process.wait(10)
        until(lambda: status(port) is None, "the web server ended with its parent")
        with running(county, "--port", str(port)) as again:
            greeting(again)
            assert status(port) == 200
            again.send_signal(signal.SIGINT)
            assert again.wait(30) == 0

    def test_other_scale_than_built_is_said_and_nothing_rebuilt(self, county: Path) -> None:
        rename_a_place(county)
        told = demo(county, "--no-serve", "--scale", "3")
        assert told.returncode == 0
        assert "--scale 1" in told.stdout
        assert is_kept(county)
