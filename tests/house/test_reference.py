"""The generated reference says what the declarations say today."""

from django.conf import settings

from anlan.web import reference


def test_the_reference_is_fresh() -> None:
    page = settings.ROOT / "docs" / "reference" / "ledgers.md"
    assert page.read_text(encoding="utf-8") == reference.text(), "run python3 manage.py reference"
