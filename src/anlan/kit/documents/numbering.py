"""Numbers without gaps or doubles, such as YH-2026-02041; knows nothing of what is numbered.

A number is taken in the transaction of the row that bears it: when that rolls back, the number is free again.
"""

from django.db import connections, router, transaction

from anlan.kit.documents.models import Series

WIDTH = 5

_TAKE = """
INSERT INTO {table} (code, year, last) VALUES (%s, %s, %s)
ON CONFLICT (code, year) DO UPDATE SET last = {table}.last + EXCLUDED.last
RETURNING last
"""


def take(code: str, year: int, count: int = 1) -> range:
    """The next ``count`` numbers of the series. Other takers of the series wait until this transaction ends."""
    if count < 1:
        raise ValueError("count must be at least 1")
    connection = connections[router.db_for_write(Series)]
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("take() belongs in the transaction of the numbered row")
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(Series._meta.db_table)
        cursor.execute(_TAKE.format(table=table), [code, year, count])
        last: int = cursor.fetchone()[0]
    return range(last - count + 1, last + 1)


def formatted(prefix: str, year: int, number: int, width: int = WIDTH) -> str:
    return f"{prefix}-{year}-{number:0{width}d}"


def take_formatted(prefix: str, year: int, count: int = 1) -> list[str]:
    """The next numbers of the series ``prefix`` as people write them: ``YH-2026-02041``."""
    return [formatted(prefix, year, number) for number in take(prefix, year, count)]


def advance(code: str, year: int, to: int) -> None:
    """Lifts the series to at least ``to``, after rows with their own numbers were taken over; never lowers it."""
    with transaction.atomic():
        taken = take(code, year)
        Series.objects.filter(code=code, year=year).update(last=max(to, taken.start - 1))
