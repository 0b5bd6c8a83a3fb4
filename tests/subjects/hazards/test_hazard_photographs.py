"""Pictures leave the bureau without position and device; the original stays inside, and who takes it is audited."""

import io
from typing import Any

import pytest
from PIL import ExifTags, Image

from anlan.base.audit.models import AuditEntry
from anlan.base.people import roles
from anlan.kit.files import services as files
from anlan.kit.files.models import Attachment
from tests.contracts.doors import Visitor
from tests.factories import a_world
from tests.kit.files import samples

pytestmark = pytest.mark.django_db


def exif_of(data: bytes) -> tuple[dict[Any, Any], Any]:
    with Image.open(io.BytesIO(data)) as image:
        exif = image.getexif()
        return dict(exif.get_ifd(ExifTags.IFD.GPSInfo)), exif.get(ExifTags.Base.Make)


@pytest.fixture
def world() -> Any:
    made = a_world()
    made.photo = files.keep_bytes(
        samples.photograph(), "围堰.jpg", kind="hazard", object_id=made.stone.hazard.pk, slot="after"
    )
    return made


def got(user: Any, photo: Attachment, query: str = "") -> bytes:
    response = Visitor(user).browser.get(photo.get_absolute_url() + query)
    assert response.status_code == 200
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def test_the_sample_tells_where_and_by_what_it_was_taken() -> None:
    assert exif_of(samples.photograph())[0]
    assert exif_of(samples.photograph())[1] == "Phone"


@pytest.mark.parametrize("query", ["", "?download=1", "?original"])
def test_a_firm_never_gets_position_or_device(world: Any, query: str) -> None:
    data = got(world.users[roles.ENTERPRISE], world.photo, query)
    assert exif_of(data) == ({}, None)
    assert b"Phone" not in data
    assert not AuditEntry.objects.filter(act="hazard.original").exists()


@pytest.mark.parametrize("query", ["", "?download=1"])
def test_the_bureau_too_saves_a_picture_without_them(world: Any, query: str) -> None:
    assert exif_of(got(world.users[roles.SAFETY_OFFICE], world.photo, query)) == ({}, None)


def test_the_original_is_kept_whole_and_taken_by_name(world: Any) -> None:
    assert got(world.users[roles.SAFETY_OFFICE], world.photo, "?original") == samples.photograph()
    entry = AuditEntry.objects.get(act="hazard.original")
    assert (entry.actor, entry.object_id) == (world.users[roles.SAFETY_OFFICE], str(world.stone.hazard.pk))
    assert (world.photo.longitude, world.photo.latitude) == (112.3585, 30.12)
