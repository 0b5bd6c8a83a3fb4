"""Finds a Chromium that starts, or installs one, for the browser tests; must know nothing of the pages."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES: Final = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
    "C:/Program Files/Microsoft/Edge/Application/msedge.exe",
)
START: Final = ("--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
CHINESE_FONT: Final = "fonts-noto-cjk"


def find_or_install() -> str | None:
    """The path of a browser that starts, installed now if there was none; None where none can be had."""
    found = find()
    if found:
        _see_to_font()
        return found
    print("没有找到 Chromium，正在安装…", flush=True)
    if _has_apt():
        _apt("chromium", CHINESE_FONT)
        found = find()
    if not found:
        _playwright_install()
        found = find()
    return found


def find() -> str | None:
    """The path of a browser that starts; ``ANLAN_CHROMIUM`` comes first."""
    return next((path for path in _candidates() if starts(path)), None)


def starts(path: str) -> bool:
    """Whether it really opens a page: a package may be only a pointer to another that is not there."""
    command = [path, *START, *(["--no-sandbox"] if _is_root() else []), "--dump-dom", "data:text/html,<p>anlan</p>"]
    try:
        run = subprocess.run(command, capture_output=True, timeout=180, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return run.returncode == 0 and b"<p>anlan</p>" in run.stdout


def _candidates() -> Iterator[str]:
    if given := os.environ.get("ANLAN_CHROMIUM"):
        yield given
    for name in NAMES:
        if path := shutil.which(name):
            yield path
    yield from (place for place in PLACES if Path(place).exists())
    if own := _playwright_own():
        yield own


def _playwright_own() -> str | None:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _see_to_font() -> None:
    """Without a Chinese font every screenshot is rows of boxes, and widths are wrong."""
    if _has_apt() and shutil.which("fc-list"):
        listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout
        if not listed.strip():
            _apt(CHINESE_FONT)


def _has_apt() -> bool:
    return _is_root() and shutil.which("apt-get") is not None


def _apt(*packages: str) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", *packages]):
        run = subprocess.run(["apt-get", *arguments], env=quiet, capture_output=True, text=True, check=False)
        if run.returncode != 0:
            print(f"apt-get {arguments[0]} 没有成功：{run.stderr.strip()[-500:]}", flush=True)


def _playwright_install() -> None:
    system = ["--with-deps"] if _has_apt() else []
    command = [sys.executable, "-m", "playwright", "install", *system, "chromium"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    if run.returncode != 0:
        print(f"Playwright 没有装成 Chromium：{(run.stderr or run.stdout).strip()[-500:]}", flush=True)


def _is_root() -> bool:
    return os.name != "nt" and os.geteuid() == 0
