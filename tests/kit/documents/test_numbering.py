"""Numbers run on without gaps or doubles, also when several take them at once."""

import threading

import pytest
from django.db import connection, transaction

from anlan.kit.documents import numbering
from anlan.kit.documents.models import Series


@pytest.mark.django_db
def test_each_series_and_year_counts_for_itself() -> None:
    assert numbering.take("YH", 2026) == range(1, 2)
    assert numbering.take("YH", 2026, 3) == range(2, 5)
    assert numbering.take("YH", 2027) == range(1, 2)
    assert numbering.take("XC", 2026, 2) == range(1, 3)
    assert numbering.take("YH", 2026) == range(5, 6)


@pytest.mark.django_db
def test_numbers_as_people_write_them() -> None:
    assert numbering.formatted("YH", 2026, 2041) == "YH-2026-02041"
    assert numbering.formatted("YH", 2026, 1234567) == "YH-2026-1234567"
    assert numbering.take_formatted("YH", 2026, 2) == ["YH-2026-00001", "YH-2026-00002"]
    assert str(Series.objects.get()) == "YH 2026: 2"


@pytest.mark.django_db
def test_a_number_comes_back_when_its_row_is_not_written_after_all() -> None:
    with transaction.atomic():
        assert numbering.take("YH", 2026) == range(1, 2)
        transaction.set_rollback(True)
    assert numbering.take("YH", 2026) == range(1, 2)


@pytest.mark.django_db
def test_no_number_for_less_than_one_row() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        numbering.take("YH", 2026, 0)


@pytest.mark.django_db(transaction=True)
def test_a_number_is_never_taken_outside_a_transaction() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        numbering.take("YH", 2026)
    assert not Series.objects.exists()


@pytest.mark.django_db
def test_rows_that_bring_their_numbers_lift_the_series_and_never_lower_it() -> None:
    numbering.advance("YH", 2026, 2041)
    assert numbering.take("YH", 2026) == range(2042, 2043)
    numbering.advance("YH", 2026, 7)
    assert numbering.take("YH", 2026) == range(2043, 2044)


@pytest.mark.django_db(transaction=True)
def test_several_at_once_get_different_numbers() -> None:
    taken: list[int] = []

    def work() -> None:
        try:
            for _turn in range(10):
                with transaction.atomic():
                    numbers = list(numbering.take("YH", 2026, 2))
                taken.extend(numbers)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == list(range(1, 81))
