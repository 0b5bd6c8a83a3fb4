"""A file is served to whom a guard lets, as data that no browser runs."""

from typing import Any

import pytest
from django.http import Http404
from django.test import RequestFactory

from anlan.base.people.middleware import Nobody
from anlan.base.people.models import User
from anlan.kit.files import guards, services, views
from anlan.kit.files.models import Attachment
from tests.kit.files import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, int]]:
    """Pairs of user and record: who may read what; stands for the guard of the ledgers."""
    allowed: list[tuple[Any, int]] = []
    monkeypatch.setattr(guards, "_guards", [])
    guards.register(lambda user, attachment: (user, attachment.object_id) in allowed)
    return allowed


def user(name: str, **values: Any) -> User:
    return User.objects.create(username=name, name=name, **values)


def kept(data: bytes, name: str, **values: Any) -> Attachment:
    return services.keep_bytes(data, name, **{"kind": "hazard", "object_id": 1, **values})


def get(attachment: Attachment, by: Any, view: Any = views.serve, query: str = "", **headers: str) -> Any:
    request = RequestFactory().get(attachment.get_absolute_url() + query, headers=headers)
    request.user = by
    return view(request, attachment.pk, attachment.name) if view is views.serve else view(request, attachment.pk)


def body(response: Any) -> bytes:
    data = b"".join(response.streaming_content)
    let_go(response)
    return data


def let_go(response: Any) -> None:
    """Closes the file; closing the response itself would end the test's connection, as the end of a request does."""
    response.file_to_stream.close()


def test_a_reader_gets_the_file_under_its_name(readers: list[Any]) -> None:
    li = user("li")
    readers.append((li, 1))
    response = get(kept(samples.PDF, "整改报告.pdf"), li)
    assert body(response) == samples.PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-cache"


def test_pictures_are_shown_in_place_unless_asked_to_be_saved(readers: list[Any]) -> None:
    li = user("li")
    readers.append((li, 1))
    photo = kept(samples.photograph(), "现场.jpg")
    shown, saved = get(photo, li), get(photo, li, query="?download=1")
    assert shown["Content-Disposition"].startswith("inline")
    assert saved["Content-Disposition"].startswith("attachment")
    let_go(shown)
    let_go(saved)


def test_text_is_never_a_page(readers: list[Any]) -> None:
    li = user("li")
    readers.append((li, 1))
    response = get(kept(b"a,b <script>alert(1)</script>", "a.csv"), li)
    assert response["Content-Type"] == "text/csv"
    assert response["Content-Disposition"].startswith("attachment")
    let_go(response)


def test_who_may_not_read_cannot_tell_that_it_exists(readers: list[Any]) -> None:
    li, wang = user("li"), user("wang")
    readers.append((li, 1))
    photo = kept(samples.photograph(), "现场.jpg")
    for view in (views.serve, views.thumb):
        with pytest.raises(Http404):
            get(photo, wang, view)
    gone = Attachment(pk=photo.pk + 1000, name="现场.jpg")
    with pytest.raises(Http404):
        get(gone, li)


def test_reading_one_record_is_not_reading_another(readers: list[Any]) -> None:
    li = user("li")
    readers.append((li, 1))
    with pytest.raises(Http404):
        get(kept(samples.PDF, "a.pdf", object_id=2), li)


def test_a_guest_is_sent_to_log_in(readers: list[Any]) -> None:
    response = get(kept(samples.PDF, "a.pdf"), Nobody())
    assert response.status_code == 302
    assert response["Location"].startswith("/login?next=%2Ffiles%2F")


def test_a_user_who_was_locked_out_reads_nothing(readers: list[Any]) -> None:
    li = user("li", is_active=False)
    readers.append((li, 1))
    with pytest.raises(Http404):
        get(kept(samples.PDF, "a.pdf"), li)


def test_a_file_on_no_record_yet_is_its_uploaders(readers: list[Any]) -> None:
    li, wang = user("li"), user("wang")
    draft = kept(samples.PDF, "a.pdf", object_id=None, actor=li)
    assert body(get(draft, li)) == samples.PDF
    with pytest.raises(Http404):
        get(draft, wang)


def test_without_any_guard_nobody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "_guards", [])
    with pytest.raises(Http404):
        get(kept(samples.PDF, "a.pdf"), user("li"))


def test_a_thumbnail_is_served_for_pictures_only(readers: list[Any]) -> None:
    li = user("li")
    readers.append((li, 1))
    response = get(kept(samples.picture("PNG"), "a.png"), li, views.thumb)
    assert response["Content-Type"] == "image/jpeg"
    assert body(response).startswith(b"\xff\xd8\xff")
    with pytest.raises(Http404):
        get(kept(samples.PDF, "a.pdf"), li, views.thumb)


def test_what_the_browser_has_is_not_sent_again_but_still_guarded(readers: list[Any]) -> None:
    li, wang = user("li"), user("wang")
    readers.append((li, 1))
    photo = kept(samples.photograph(), "现场.jpg")
    first = get(photo, li)
    let_go(first)
    again = get(photo, li, **{"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    with pytest.raises(Http404):
        get(photo, wang, **{"If-None-Match": first["ETag"]})


@pytest.mark.parametrize("view", [views.serve, views.thumb])
def test_a_content_that_is_lost_is_said_to_be_missing(
    readers: list[Any], view: Any, caplog: pytest.LogCaptureFixture
) -> None:
    li = user("li")
    readers.append((li, 1))
    photo = kept(samples.photograph(), "现场.jpg")
    services.path_of(photo).unlink()
    with pytest.raises(Http404):
        get(photo, li, view)
    assert photo.sha256 in caplog.text


def test_nothing_is_changed_by_these_addresses(readers: list[Any]) -> None:
    photo = kept(samples.photograph(), "现场.jpg")
    request = RequestFactory().post(photo.get_absolute_url())
    request.user = user("li")
    assert views.serve(request, photo.pk, photo.name).status_code == 405
