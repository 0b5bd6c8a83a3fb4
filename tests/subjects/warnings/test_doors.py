"""The command line and the HTTP door of warning messages."""

import json
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from anlan.subjects.warnings.cap import reading
from anlan.subjects.warnings.models import Alert, Intake
from tests.api.caller import Caller
from tests.subjects.warnings.cap.samples import Signer, alert, national
from tests.subjects.warnings.conftest import a_draft
from tests.subjects.warnings.test_lifecycle import issued


def run(*arguments: str, **options: Any) -> tuple[int, list[str]]:
    out, code = StringIO(), 0
    try:
        call_command(*arguments, stdout=out, **options)
    except SystemExit as ended:
        code = int(ended.code or 0)
    except CommandError as wrong:
        return wrong.returncode, [str(wrong)]
    return code, out.getvalue().splitlines()


def test_files_are_judged_one_line_each(db: None, tmp_path: Path) -> None:
    samples = {"a.xml": alert(), "b.xml": national(colour="Purple"), "c.xml": Signer().sign(alert()), "d.xml": alert(space="urn:oasis:names:tc:emergency:cap:1.1")}  # fmt: skip  # noqa: E501
    for name, data in samples.items():
        (tmp_path / name).write_bytes(data)
    files = [str(tmp_path / name) for name in (*samples, "absent.xml")]
    code, lines = run("cap", "read", *files)
    told = [json.loads(line) for line in lines]
    assert code == 1
    assert [one["file"] for one in told] == files
    assert [one["verdict"] for one in told] == ["accepted", "refused", "refused", "remarks", "refused"]
    assert told[0]["reasons"] == []
    assert all(one["reasons"] for one in told[1:])
    assert run("cap", "read", files[0])[0] == 0
    assert not Intake.objects.exists()  # judging stores nothing


def test_a_warning_is_written_as_cap(county: SimpleNamespace) -> None:
    made = issued(county, a_draft(county))
    code, lines = run("cap", "write", str(made.pk))
    assert code == 0
    assert reading.read("\n".join(lines).encode()).verdict == "accepted"
    code, lines = run("cap", "write", made.identifier, "--national", "--json")
    told = json.loads(lines[0])
    assert told["file"].endswith("_11B03_ORANGE_ALERT.XML")
    assert run("cap", "write", "999999")[0] == 1
    assert run("cap", "write", "1", "2")[0] == 2


def test_texts_are_read_one_json_line_each() -> None:
    lines = ["澜川县气象台2026年7月5日9时发布暴雨橙色预警\n", "\n", "今天天气很好\n"]
    code, told = run("warning", "read", stdin=lines)
    assert code == 0
    assert [json.loads(line)["level"] for line in told] == ["橙色", None]
    assert list(json.loads(told[0])) == ["issuer", "time", "type", "level", "action", "region"]


@pytest.fixture
def caller(county: SimpleNamespace) -> Caller:
    return Caller(county.duty)


def push(data: bytes, headers: dict[str, str]) -> Any:
    return Client().post("/api/v1/cap", data, content_type="application/xml", headers=headers)


def test_a_pushed_message_becomes_a_warning_and_a_bad_one_is_kept(county: SimpleNamespace, caller: Caller) -> None:
    answer = push(alert(), caller._headers())
    assert answer.status_code == 201
    told = answer.json()["messages"][0]
    assert (told["verdict"], Alert.objects.get(pk=told["warning"]).level) == ("accepted", "orange")
    again = push(alert(), caller._headers())
    assert again.json()["messages"][0]["warning"] == told["warning"]
    bad = push(b"<alert", caller._headers())
    assert bad.status_code == 422
    assert Intake.objects.get(verdict="refused").raw == "<alert"


def test_nobody_pushes_without_a_token_or_the_grant(county: SimpleNamespace) -> None:
    assert push(alert(), {}).status_code == 401
    assert push(alert(), {"Authorization": "Bearer anlan_nothing"}).status_code == 401
    assert push(alert(), Caller(county.warehouse)._headers()).status_code == 403
    assert Client().get("/api/v1/cap").status_code == 405
    assert not Intake.objects.exists()
