"""``manage.py frames decode``: one JSON line a frame and an exit code."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

DATA = Path(__file__).parent.parent / "data"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    code = 0
    try:
        call_command("frames", "decode", *arguments)
    except SystemExit as ended:
        code = int(ended.code or 0)
    return code, capsys.readouterr().out.splitlines()


def test_good_frames_are_told_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = run(capsys, str(DATA / "frames.csv"), "--json")
    told = [json.loads(line) for line in lines]
    assert code == 0
    assert [(each["protocol"], each["kind"]) for each in told] == [
        ("HJ212-2017", "1062"),
        ("HJ212-2017", "2011"),
        ("SL651-2014", "2F"),
        ("SL651-2014", "32"),
        ("GB26875.3", "02-02"),
    ]
    assert told[3]["values"][2] == {
        "code": "39",
        "name": "瞬时河道水位（m）",
        "value": 68.127,
        "time": "2026-11-22T08:00:00+08:00",
        "state": "good",
    }


def test_a_bad_frame_among_good_ones_is_told_and_ends_with_1(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = (DATA / "frames.csv").read_text(encoding="utf-8")
    file = tmp_path / "spoilt.csv"
    file.write_text(text.replace("Rtd=21.5", "Rtd=99.9"), encoding="utf-8")
    code, lines = run(capsys, str(file), "--json")
    assert code == 1
    assert [json.loads(line)["ok"] for line in lines] == [True, False, True, True, True]
    assert json.loads(lines[1])["reason"] == "CRC 校验不对。"


def test_words_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    _code, lines = run(capsys, str(DATA / "frames.csv"))
    assert lines[0] == "✓ HJ212-2017  010000A8900016F000169DC0  设置实时数据间隔"
    assert lines[3].endswith(
        "当前降水量（mm） 0.5，降水量累计值（mm） 12.3，瞬时河道水位（m） 68.127，电源电压（V） 11.15"
    )


def test_nothing_found_and_nothing_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.write_bytes(b"")
    assert run(capsys, str(empty))[0] == 1
    assert run(capsys, str(tmp_path / "missing"))[0] == 2
