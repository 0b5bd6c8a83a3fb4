"""What is uploaded lies whole in the store before its row is there, once for each content."""

import hashlib
import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image

from anlan.kit.files import pictures, services, store, sweeping
from anlan.kit.files.models import Attachment
from tests.kit.files import samples

pytestmark = pytest.mark.django_db

DAY = 24 * 3600.0


def keep(data: bytes, name: str = "现场.jpg", **values: Any) -> Attachment:
    values = {"kind": "hazard", "object_id": 1, **values}
    return services.keep(SimpleUploadedFile(name, data), **values)


def contents() -> list[Path]:
    return [path for path in store.root().rglob("*") if path.is_file()]


def test_an_upload_is_kept_with_all_that_it_says(store_root: Path) -> None:
    data = samples.photograph()
    kept = keep(data, "整改前.JPG", slot="before")
    row = Attachment.objects.get(pk=kept.pk)
    assert (row.kind, row.object_id, row.slot, row.name) == ("hazard", 1, "before", "整改前.jpg")
    assert (row.sha256, row.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert (row.media_type, row.width, row.height) == ("image/jpeg", 400, 300)
    assert (row.longitude, row.latitude) == pytest.approx((112.3585, 30.12))
    assert row.uploaded_by is None
    assert services.path_of(row).read_bytes() == data
    assert services.path_of(row) == store_root / row.sha256[:2] / row.sha256
    assert contents() == [services.path_of(row)]


def test_the_same_content_is_stored_once() -> None:
    first, second = keep(samples.PDF, "a.pdf"), keep(samples.PDF, "b.pdf", object_id=2)
    assert first.sha256 == second.sha256
    assert len(contents()) == 1
    assert Attachment.objects.count() == 2


def test_bytes_at_hand_are_kept_alike() -> None:
    kept = services.keep_bytes(samples.PDF, "a.pdf", kind="hazard", object_id=1)
    assert services.path_of(kept).read_bytes() == samples.PDF


@pytest.mark.parametrize(("data", "name"), [(samples.SVG, "a.svg"), (samples.HTML, "a.txt"), (b"", "a.pdf")])
def test_what_is_refused_leaves_nothing(data: bytes, name: str) -> None:
    with pytest.raises(services.Refused):
        keep(data, name)
    assert contents() == []
    assert not Attachment.objects.exists()


def test_what_is_too_large_is_refused_and_leaves_nothing(settings: Any) -> None:
    settings.ANLAN_FILE_MOST_BYTES = 2 * 2**20
    with pytest.raises(services.Refused, match="2 MB"):
        keep(b"a" * (2 * 2**20 + 1), "a.txt")
    assert contents() == []
    assert keep(b"a" * (2 * 2**20), "a.txt").size == 2 * 2**20


def test_a_damaged_content_is_replaced_by_a_whole_one() -> None:
    kept = keep(samples.PDF, "a.pdf")
    services.path_of(kept).write_bytes(b"")
    keep(samples.PDF, "a.pdf")
    assert services.path_of(kept).read_bytes() == samples.PDF


def test_a_row_that_is_rolled_back_leaves_a_content_that_is_swept_away_later() -> None:
    with transaction.atomic():
        keep(samples.PDF, "a.pdf")
        transaction.set_rollback(True)
    (path,) = contents()
    now = time.time()
    assert sweeping.sweep(now + 6 * DAY) == {"parts": 0, "aside": 0, "back": 0, "removed": 0}
    assert sweeping.sweep(now + 8 * DAY)["aside"] == 1
    assert not path.exists()
    assert sweeping.sweep(now + 8.5 * DAY)["removed"] == 0
    assert sweeping.sweep(now + 10 * DAY)["removed"] == 1
    assert contents() == []


def test_a_content_with_a_row_is_never_swept_away() -> None:
    kept = keep(samples.picture())
    sweeping.sweep(time.time() + 400 * DAY)
    assert services.path_of(kept).exists()


def test_a_content_that_is_named_again_while_set_aside_comes_back() -> None:
    kept = keep(samples.PDF, "a.pdf")
    kept.delete()
    assert sweeping.sweep(time.time() + 8 * DAY)["aside"] == 1
    Attachment.objects.create(
        kind="hazard",
        object_id=1,
        sha256=kept.sha256,
        name="a.pdf",
        size=1,
        media_type="application/pdf",
        uploaded_at=kept.uploaded_at,
    )
    assert sweeping.sweep(time.time() + 20 * DAY)["back"] == 1
    assert services.path_of(kept).read_bytes() == samples.PDF


def test_an_old_content_that_is_uploaded_again_is_young_again() -> None:
    kept = keep(samples.PDF, "a.pdf")
    kept.delete()
    old = time.time() - 30 * DAY
    os.utime(services.path_of(kept), (old, old))
    with transaction.atomic():
        keep(samples.PDF, "a.pdf")
        transaction.set_rollback(True)
    assert sweeping.sweep()["aside"] == 0


def test_pictures_made_from_a_content_go_with_it() -> None:
    kept = keep(samples.picture())
    pictures.thumbnail(kept.sha256)
    services.stripped(kept)
    assert len(contents()) == 3
    kept.delete()
    sweeping.sweep(time.time() + 8 * DAY)
    sweeping.sweep(time.time() + 10 * DAY)
    assert contents() == []


def test_remains_of_broken_uploads_are_swept_after_a_day() -> None:
    folder = store.incoming_folder()
    folder.mkdir(parents=True)
    (folder / "abc.part").write_bytes(b"half")
    assert sweeping.sweep(time.time() + 0.5 * DAY)["parts"] == 0
    assert sweeping.sweep(time.time() + 2 * DAY)["parts"] == 1
    assert contents() == []


def test_a_thumbnail_is_small_upright_and_says_nothing_of_place_or_camera() -> None:
    kept = keep(samples.photograph(orientation=6, size=(1200, 900)))
    with Image.open(pictures.thumbnail(kept.sha256)) as image:
        assert image.size == (240, 320)
        assert not image.getexif()
        red, _green, blue = image.getpixel((120, 40))
        assert red > 200 > 50 > blue
        red, _green, blue = image.getpixel((120, 280))
        assert blue > 200 > 50 > red


def test_a_thumbnail_of_a_transparent_picture_is_on_white() -> None:
    import io

    buffer = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(buffer, "PNG")
    kept = keep(buffer.getvalue(), "a.png")
    with Image.open(pictures.thumbnail(kept.sha256)) as image:
        assert image.getpixel((25, 25)) == (255, 255, 255)


@pytest.mark.parametrize(("form", "extension"), [("PNG", "png"), ("WEBP", "webp"), ("JPEG", "jpg")])
def test_a_stripped_copy_has_the_picture_and_no_metadata(form: str, extension: str) -> None:
    data = samples.photograph(orientation=6)
    if form != "JPEG":
        import io

        buffer = io.BytesIO()
        with Image.open(io.BytesIO(data)) as image:
            image.save(buffer, form, exif=image.getexif())
        data = buffer.getvalue()
    kept = keep(data, f"a.{extension}")
    assert kept.longitude is not None
    with Image.open(services.stripped(kept)) as image:
        assert image.format == form
        assert image.size == (300, 400)
        assert not image.getexif()
        assert "exif" not in image.info
    assert b"Phone" not in services.stripped(kept).read_bytes()


def test_a_file_that_is_no_picture_leaves_as_it_is() -> None:
    kept = keep(samples.PDF, "a.pdf")
    assert services.stripped(kept) == services.path_of(kept)


@pytest.mark.parametrize("wrong", ["", "..", "a" * 63, "A" * 64, "../" + "a" * 61])
def test_the_store_is_asked_for_nothing_but_contents(wrong: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        store.path_of(wrong)


def test_a_process_killed_while_it_writes_leaves_nothing_half_in_the_store(store_root: Path) -> None:
    """Uploads of 3 MB, one after the other, are cut off by a kill; every content in the store is whole."""
    script = textwrap.dedent(
        """
        import itertools, os, sys
        from pathlib import Path
        from django.conf import settings
        settings.configure(ANLAN_FILES=Path(sys.argv[1]))
        from anlan.kit.files import store
        print("ready", flush=True)
        for _ in itertools.count():
            seed = os.urandom(8)
            with store.arriving((seed * 8192 for _ in range(48)), 10**9) as incoming:
                incoming.settle()
        """
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    for turn in range(8):
        process = subprocess.Popen(
            [sys.executable, "-c", script, str(store_root)], stdout=subprocess.PIPE, env=environment
        )
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n" or process.stdout.readline() == b"ready\r\n"
        time.sleep(0.05 + 0.01 * turn)
        process.kill()
        process.wait()
        process.stdout.close()
    settled = [path for path in contents() if path.parent != store.incoming_folder()]
    assert settled
    for path in settled:
        assert hashlib.sha256(path.read_bytes()).hexdigest() == path.name
    sweeping.sweep(time.time() + 2 * DAY)
    assert not list(store.incoming_folder().iterdir())
