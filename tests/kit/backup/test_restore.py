"""A backup taken while rows are being written is whole: restored elsewhere, everything in it fits together."""

import hashlib
import json
import os
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from anlan.base.audit import sealing
from anlan.base.audit.models import AuditEntry
from anlan.kit.backup import archive
from anlan.kit.files import services as files
from anlan.subjects.hazards.models import Hazard
from tests.factories import a_hazard, a_world
from tests.kit.files.samples import picture

SOURCE = Path(archive.__file__).parents[3]
DATABASE = "anlan_restored"

LOOK = """
import json, django
django.setup()
from django.conf import settings
from anlan.base.audit import verifying
from anlan.base.audit.models import AuditEntry
from anlan.base.people.models import Posting, User
from anlan.kit.documents import numbering
from anlan.kit.files import services as files
from anlan.kit.files.models import Attachment
from anlan.kit.ledger import entry
from anlan.kit.ledger.lists import Listing
from anlan.kit.ledger.registry import ledger_by_code
from anlan.subjects.hazards.models import Hazard
import hashlib

ledger = ledger_by_code("hazard")
office = User.objects.get(postings__role__code="safety_office")
told = {
    "hazards": {h.number: [h.pk, h.content, h.place_id, h.version] for h in Hazard.objects.order_by("pk")},
    "added": sorted(AuditEntry.objects.filter(act="hazard.add").values_list("object_id", flat=True), key=int),
    "entries": AuditEntry.objects.count(),
    "sound": verifying.verify(None).as_json(),
    "found": Listing(ledger, office, {"q": "边写边备"}).queryset.count(),
    "files": {a.name: hashlib.sha256(files.path_of(a).read_bytes()).hexdigest() for a in Attachment.objects.all()},
    "users": sorted(User.objects.values_list("username", flat=True)),
    "postings": Posting.objects.count(),
}
fresh = Hazard(found_on="2026-11-03", content="恢复之后", unit="石泉建材厂", place_id="990121100200")
entry.enter(ledger, fresh, actor=None)
told["next"] = [fresh.pk, fresh.number]
print(json.dumps(told))
"""


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of another, empty installation on the same kind of database."""
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "anlan.config.settings",
        "PYTHONPATH": str(SOURCE),
        "ANLAN_MODE": "test",
    }
    env["ANLAN_VAR"] = str(tmp_path / "var")
    (tmp_path / "var").mkdir()
    if connection.vendor == "sqlite":
        env["ANLAN_DATABASE_URL"] = f"sqlite:///{(tmp_path / 'restored.sqlite3').as_posix()}"
        yield env
        return
    name = f"{DATABASE}_{os.environ.get('PYTEST_XDIST_WORKER', 'one')}"
    env["ANLAN_DATABASE_URL"] = urlsplit(os.environ["ANLAN_DATABASE_URL"])._replace(path=f"/{name}").geturl()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name}")
    yield env
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def run(env: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], env=env, capture_output=True, text=True, timeout=300, check=False
    )


def looked(env: dict[str, str]) -> Any:
    """What stands in the other installation, as its own program sees it."""
    seen = run(env, "-c", LOOK)
    assert seen.returncode == 0, seen.stderr[-2000:]
    return json.loads(seen.stdout)


class Writer(threading.Thread):
    """Enters one hazard after the other until told to stop."""

    def __init__(self, enterprise: Any) -> None:
        super().__init__()
        self.enterprise, self.stopping, self.written = enterprise, threading.Event(), threading.Event()
        self.failure: Exception | None = None

    def run(self) -> None:
        try:
            while not self.stopping.is_set():
                a_hazard(self.enterprise, content="边写边备份的隐患")
                if Hazard.objects.count() > 12:
                    self.written.set()
        except Exception as failure:  # noqa: BLE001 - told to the test below
            self.failure = failure
            self.written.set()
        finally:
            connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_backup_taken_while_rows_are_written_restores_whole(elsewhere: dict[str, str], tmp_path: Path) -> None:
    world = a_world()
    photograph = files.keep_bytes(picture("PNG", (8, 8)), "现场.png", kind="hazard", object_id=world.stone.hazard.pk)
    sealing.seal()
    sealed = AuditEntry.objects.count()
    target = tmp_path / "backup.zip"
    writer = Writer(world.stone.enterprise)
    writer.start()
    assert writer.written.wait(60)
    manifest = archive.write(target)
    writer.stopping.set()
    writer.join()
    assert writer.failure is None
    assert len(manifest["parts"]) >= 2
    before = {h.number: [h.pk, h.content, h.place_id, h.version] for h in Hazard.objects.order_by("pk")}
    restored = run(elsewhere, "-m", "django", "restore", str(target), "--json")
    assert restored.returncode == 0, restored.stderr[-2000:]
    told = looked(elsewhere)
    kept = told["hazards"]
    assert 12 < len(kept) <= len(before)
    assert list(kept.items()) == list(before.items())[: len(kept)], "all up to one instant, and nothing after it"
    assert told["added"] == [str(facts[0]) for facts in kept.values()], (
        "with each row its act, and no act without its row"
    )
    assert told["found"] == len([number for number, facts in kept.items() if "边写边备" in facts[1]])
    assert told["sound"]["sound"] is True
    assert told["entries"] >= sealed
    assert told["files"] == {"现场.png": hashlib.sha256(files.path_of(photograph).read_bytes()).hexdigest()}
    assert (len(told["users"]), told["postings"]) == (len(world.users) + 1, len(world.users) + 1)
    highest = max(facts[0] for facts in kept.values())
    assert told["next"][0] > highest, "keys go on where they were"
    assert told["next"][1] not in kept
    again = run(elsewhere, "-m", "django", "restore", str(target))
    assert again.returncode == 1
    assert "--force" in again.stderr
    assert run(elsewhere, "-m", "django", "restore", str(target), "--force").returncode == 0
    assert looked(elsewhere)["hazards"] == kept, "what was written since is gone, the rest is as it was"


OLDER = """
import django, sys
django.setup()
from django.core.management import call_command
from anlan.base.places.models import Place
from anlan.subjects.warnings.models import TrustedSender
call_command("migrate", verbosity=0)
Place.objects.create(code="990121000000", name="澜川县", level=3)
TrustedSender.objects.create(sender="cn.test", name="测试台", certificate="-", place_id="990121000000")
call_command("migrate", "warnings", "0001_initial", verbosity=0)
call_command("backup", sys.argv[1])
"""

NEWER = """
import django
django.setup()
from anlan.subjects.warnings.models import TrustedSender
print([(one.sender, one.forward_from) for one in TrustedSender.objects.all()])
"""


@pytest.mark.django_db(transaction=True)
def test_a_backup_of_an_older_version_is_brought_up_to_date(elsewhere: dict[str, str], tmp_path: Path) -> None:
    """Its rows go in as they were, then the columns come that the program has since."""
    target = tmp_path / "older.zip"
    made = run(elsewhere, "-c", OLDER, str(target))
    assert made.returncode == 0, made.stderr[-2000:]
    restored = run(elsewhere, "-m", "django", "restore", str(target), "--force")
    assert restored.returncode == 0, restored.stderr[-2000:]
    assert run(elsewhere, "-c", NEWER).stdout.strip() == "[('cn.test', '')]"


@pytest.mark.django_db(transaction=True)
def test_a_damaged_or_foreign_file_is_refused_and_touches_nothing(tmp_path: Path) -> None:
    a_world()
    target = tmp_path / "backup.zip"
    archive.write(target)
    count = Hazard.objects.count()
    whole = target.read_bytes()
    nothing, half, strange, other = (
        tmp_path / name for name in ("nothing.zip", "half.zip", "strange.zip", "other.zip")
    )
    nothing.write_bytes(b"PK nothing")
    half.write_bytes(whole[: len(whole) // 2])
    with zipfile.ZipFile(strange, "w") as made:
        made.writestr("a.txt", "b")
    _with_manifest(target, other, vendor="oracle")
    for path, sentence in (
        (nothing, "打不开"),
        (half, "打不开"),
        (strange, "不是安澜的备份"),
        (other, "备份来自 oracle"),
    ):
        with pytest.raises(archive.Unusable, match=sentence):
            archive.read(path, force=True)
    _with_manifest(target, other, format=99)
    with pytest.raises(archive.Unusable, match="格式版本"):
        archive.read(other, force=True)
    for name in ("../evil", "/evil", "files/../../evil", "C:evil", "a\\b"):
        _with_manifest(target, other, parts={name: "0" * 64})
        with pytest.raises(archive.Unusable, match="不安全的路径"):
            archive.read(other, force=True)
    _with_manifest(target, other, migrations=[["hazards", "9999_from_the_future"]])
    with pytest.raises(archive.Unusable, match="先升级程序"):
        archive.read(other, force=True)
    _with_manifest(target, other, more={"tables/hazards_forgotten.copy": b"1\n"})
    with pytest.raises(archive.Unusable, match="hazards_forgotten"):
        archive.read(other, force=True)
    _with_manifest(target, other, alter=True)
    with pytest.raises(archive.Unusable, match="已损坏"):
        archive.read(other, force=True)
    with pytest.raises(archive.Unusable, match="--force"):
        archive.read(target)
    assert Hazard.objects.count() == count


def _with_manifest(
    source: Path, target: Path, alter: bool = False, more: dict[str, bytes] | None = None, **changes: Any
) -> None:
    """A copy of an archive with something changed in its manifest or in one part, or with more parts."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        manifest = json.loads(old.read(archive.MANIFEST)) | changes
        for name, data in (more or {}).items():
            manifest["parts"][name] = hashlib.sha256(data).hexdigest()
            new.writestr(name, data)
        for name in old.namelist():
            data = old.read(name)
            if name == archive.MANIFEST:
                data = json.dumps(manifest).encode()
            elif alter:
                data, alter = data[:-1] + b"?", False
            new.writestr(name, data)


@pytest.mark.django_db(transaction=True)
def test_a_backup_that_fails_leaves_no_half_file(tmp_path: Path) -> None:
    gone = settings.ANLAN_FILES / "un" / "readable"
    gone.parent.mkdir(parents=True, exist_ok=True)
    gone.symlink_to(tmp_path / "nowhere")
    target = tmp_path / "backup.zip"
    try:
        archive.write(target)  # a link that leads nowhere is no file
        gone.unlink()
        gone.mkdir()
        target.unlink()
        (tmp_path / "backup.zip").mkdir()
        with pytest.raises(OSError, match=r"backup\.zip"):
            archive.write(target)
    finally:
        gone.rmdir()
    assert [path.name for path in tmp_path.iterdir()] == ["backup.zip"]
