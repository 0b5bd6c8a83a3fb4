"""``manage.py demo``: checks the ground, builds the county if none stands, serves it and stops all of it."""

import argparse
import errno
import os
import signal
import socket
import sqlite3
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn

from anlan.config.county import County
from anlan.config.locks import only_one
from anlan.config.processes import Process, Restarts
from anlan.config.surroundings import ROOT, surroundings
from anlan.config.terminal import aligned
from anlan.config.troubles import Trouble, say

LOGINS: Final = ROOT / "src" / "anlan" / "demo" / "logins.toml"
READY_SECONDS: Final = 120.0
OLDEST_SQLITE: Final = (3, 40, 0)
EVERYWHERE: Final = ("0.0.0.0", "::")  # noqa: S104 - only compared with


def demo(argv: Sequence[str]) -> int:
    """The command; returns its exit code."""
    options = _options(argv)
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)  # also where whoever started us had it ignored, as a background shell does
    var = Path(os.environ.get("ANLAN_VAR") or ROOT / "var").absolute()
    os.environ["ANLAN_VAR"] = str(var)
    _check_folder(var)
    _check_sqlite()
    if options.serve:
        _check_port(options.host, options.port)

    def busy() -> NoReturn:
        raise Trouble(f"数据文件夹 {var} 正被另一个演示使用。请先停止它，或用 ANLAN_VAR 换一个文件夹。")

    with only_one(var / ".demo.lock", busy):
        _see_to_county(County(var, os.environ.get("ANLAN_DATABASE_URL", "")), options)
        if not options.serve:
            print("演示县已就绪；要打开它，运行 python3 manage.py demo。", flush=True)
            return 0
        return _serve(options.host, options.port, var / "log", options.replay)


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="manage.py demo", description="建立并打开演示县。")
    parser.add_argument("--host", default="127.0.0.1", help="监听的地址，0.0.0.0 对同一网络开放（默认只有本机）")
    parser.add_argument("--port", type=_port, default=8000, help="监听的端口（默认 8000）")
    parser.add_argument("--no-serve", dest="serve", action="store_false", help="只建立运行环境和演示县，不启动")
    parser.add_argument("--scale", type=_scale, default=None, help="数据放大的倍数（默认 1）")
    parser.add_argument("--replay", choices=("fire",), help="打开后重放一次叫应：fire 森林火情叫应 600 人")
    parser.add_argument("--reset", action="store_true", help="删掉现有的演示县，重新建立")
    return parser.parse_args(list(argv))


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError("端口是 1 到 65535 的整数")
    return int(text)


def _scale(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError("倍数是 1 到 1000 的整数")
    return int(text)


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _check_folder(var: Path) -> None:
    """Better told before a minute's work than after it."""
    probe = var / ".probe"
    try:
        var.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"\0" * 4096)
        probe.unlink()
    except (NotADirectoryError, FileExistsError):
        raise Trouble(f"{var} 不是文件夹，不能存放数据。请用 ANLAN_VAR 另指定一个。") from None


def _check_sqlite() -> None:
    if (
        not os.environ.get("ANLAN_DATABASE_URL", "").startswith("postgres")
        and sqlite3.sqlite_version_info < OLDEST_SQLITE
    ):
        needed = ".".join(map(str, OLDEST_SQLITE[:2]))
        raise Trouble(
            f"这个 Python 自带的 SQLite 是 {sqlite3.sqlite_version}，安澜需要 {needed} 以上。"
            "请换用较新的 Python，或用 ANLAN_DATABASE_URL 指定 PostgreSQL 数据库。"
        )


def _check_port(host: str, port: int) -> None:
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            if os.name == "nt":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)  # type: ignore[attr-defined,unused-ignore]
            else:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except socket.gaierror:
        raise Trouble(f"不认识地址 {host}。请检查 --host 的写法。") from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            free = f"python3 manage.py demo --port {port + 1 if port < 65535 else port - 1}"
            raise Trouble(f"端口 {port} 已被别的程序占用。请换一个端口，例如：{free}") from None
        if error.errno in (errno.EACCES, errno.EPERM):
            raise Trouble(f"没有权限使用端口 {port}。请换一个 1024 以上的端口，例如：--port 8000") from None
        raise Trouble(f"不能在 {host} 的端口 {port} 上监听：{error.strerror}。") from None


def _see_to_county(county: County, options: argparse.Namespace) -> None:
    if county.stands() and not options.reset:
        if options.scale not in (None, county.scale):
            say(f"现有的演示县是 --scale {county.scale} 建的，照原样打开；要重建请加 --reset。")
        county.bring_up_to_date()
        return
    county.refuse_to_overwrite()
    print("正在建立演示县…", flush=True)
    county.build(options.scale or 1, reset=options.reset)


def _serve(host: str, port: int, logs: Path, story: str | None = None) -> int:
    workers = str(min(2, os.cpu_count() or 1))
    web = Process("网页服务", ["web", host, str(port), workers], surroundings(), logs / "web.log")
    engine = Process("后台引擎", ["engine"], surroundings(), logs / "engine.log")
    replay = Process("重放", ["command", "replay", story or ""], surroundings(), logs / "replay.log")
    try:
        web.start()
        _wait_until_ready(web, host, port)
        engine.start()  # after, for both together would keep the page waiting
        _greet(host, port)
        if story:
            replay.start()
            print(f"重放已开始：用 duty 登录后打开 {_address(host, port)}callouts/latest 看叫应看板。", flush=True)
        return _watch(web, engine)
    except KeyboardInterrupt:
        print("\n正在停止…", flush=True)
        return 0
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl C must not leave a child behind
        replay.stop()
        engine.stop()
        web.stop()
        print("已全部停止，数据都在。", flush=True)


def _wait_until_ready(web: Process, host: str, port: int) -> None:
    address = f"{_address('127.0.0.1' if host in EVERYWHERE else host, port)}login"
    deadline = time.monotonic() + READY_SECONDS
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    trouble = "没有回应"
    while time.monotonic() < deadline:
        if web.exit_code() is not None:
            raise Trouble(f"网页服务没有启动成功，记录在 {web.log}，最后几行是：\n{web.last_words()}")
        try:
            opener.open(address, timeout=10).close()
            return
        except urllib.error.HTTPError as error:
            trouble = f"登录页报错 {error.code}"
            if error.code < 500:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise Trouble(f"网页服务 没有准备好（{trouble}），记录在 {web.log}，最后几行是：\n{web.last_words()}")


def _greet(host: str, port: int) -> None:
    told = tomllib.loads(LOGINS.read_text(encoding="utf-8"))
    print(f"\n安澜已打开：{_address('127.0.0.1' if host in EVERYWHERE else host, port)}\n", flush=True)
    columns = {"role": "角色", "name": "姓名", "username": "用户名", "password": "密码", "note": "说明"}
    logins = [{**each, "password": told["password"]} for each in told["login"]]
    rows = [list(columns.values()), *([each.get(column, "") for column in columns] for each in logins)]
    for line in aligned(rows):
        print(f"  {line}")
    print("\n按 Ctrl C 停止。数据保留到下次；演示账号只用于演示。", flush=True)


def _watch(web: Process, engine: Process) -> int:
    restarts = Restarts()
    while True:
        time.sleep(0.5)
        if web.exit_code() is not None:
            raise Trouble(f"网页服务意外停止，记录在 {web.log}，最后几行是：\n{web.last_words()}")
        if engine.exit_code() is not None:
            if not restarts.allow():
                raise Trouble(f"后台引擎反复停止，记录在 {engine.log}，最后几行是：\n{engine.last_words()}")
            say("后台引擎意外停止，正在重新启动。")
            engine.start()


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
