"""What many questions come to over the rows of one ledger, by as few statements as their measures allow.

Sums and counts of a whole are read off a split where one is asked for besides; what is counted once however often it
occurs is asked in one statement of its own. Must not know who asks, nor what figures are made of several.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import reduce
from operator import or_
from typing import Any

from django.db import connection, transaction
from django.db.models import F, QuerySet

from anlan.base.periods import Period
from anlan.kit.ledger.columns import describe
from anlan.reports.figures.asking import Ask, condition, counted, dimension, in_period, look_up, recall
from anlan.reports.figures.dimensions import Dimension, Members
from anlan.reports.figures.measures import Apart, Count

AT_ONCE = 400  # expressions in one statement
UNSTINTED = {"work_mem": "64MB", "parallel_tuple_cost": "0.01", "parallel_setup_cost": "100", "jit": "off"}
FEW = 3  # members whose rows are looked for one by one, rather than read off all rows of the days
Split = tuple[Ask, str]  # a question and the dimension that it is split by
Numbers = dict[Ask, Any]
Shares = dict[Ask, dict[Any, Any]]
Parts = dict[Split, dict[Any, Any]]


def over(seen: QuerySet[Any], on: str, asks: Sequence[Ask], splits: Sequence[Split]) -> tuple[Numbers, Parts]:
    """The numbers of all questions, and those of all splits by key. All are placed in their period by ``on``."""
    wholes: Numbers = {}
    rest, members = list[Ask](), _Belonging(seen, on)
    for ask in asks:
        if isinstance(counted(ask).measure, Apart):
            wholes[ask] = counted(ask).measure.of(seen.filter(condition(ask, dated=False)), ask.period)  # type: ignore[attr-defined]
        elif not members.take(ask):
            rest.append(ask)
    parts: Parts = {}
    grouped: dict[Dimension, dict[Ask, str]] = defaultdict(dict)
    for ask, title in splits:
        grouped[dimension(counted(ask).facts, title)][ask] = title
    for kind, split in grouped.items():
        if isinstance(kind, Members):
            members.take_all(split, kind)
            continue
        also = [ask for ask in rest if counted(ask).measure.adds_up and ask not in wholes]
        found = _grouped(seen, on, list(dict.fromkeys([*split, *also])), kind)
        wholes |= {ask: counted(ask).measure.together(found[ask].values()) for ask in also}
        parts |= {(ask, title): found[ask] for ask, title in split.items()}
    for some in _pieces([ask for ask in rest if ask not in wholes]):
        wholes |= _whole(seen, on, some)
    numbers, shares = members.answered()
    return wholes | numbers, parts | shares


def _pieces(asks: Sequence[Ask]) -> Iterable[Sequence[Ask]]:
    return (asks[start : start + AT_ONCE] for start in range(0, len(asks), AT_ONCE))


def _placed(seen: QuerySet[Any], on: str, asks: Sequence[Ask]) -> tuple[QuerySet[Any], bool]:
    """The rows between the first and the last day asked for; and whether each figure must look at the day itself."""
    if not on:
        return seen.order_by(), False
    span = Period(min(ask.period.first for ask in asks), max(ask.period.last for ask in asks))
    return seen.filter(in_period(seen.model, on, span)).order_by(), len(
        {(ask.period.first, ask.period.last) for ask in asks}
    ) > 1


def _whole(seen: QuerySet[Any], on: str, asks: Sequence[Ask]) -> Numbers:
    rows, several = _placed(seen, on, asks)
    names = {f"n{number}": ask for number, ask in enumerate(asks)}
    made = rows.aggregate(
        **{name: counted(ask).measure.expression(condition(ask, dated=several)) for name, ask in names.items()}
    )
    return {ask: made[name] for name, ask in names.items()}


def _grouped(seen: QuerySet[Any], on: str, asks: Sequence[Ask], kind: Dimension) -> Shares:
    """All of them split by one dimension; a key stands with every question that has rows of it."""
    found: Shares = {ask: {} for ask in asks}
    for some in _pieces(asks):
        rows, several = _placed(seen, on, some)
        made: dict[str, Any] = {}
        for number, ask in enumerate(some):
            where = condition(ask, dated=several)
            made[f"n{number}"] = counted(ask).measure.expression(where)
            if not isinstance(counted(ask).measure, Count):
                made[f"rows{number}"] = Count().expression(where)
        for line in rows.values(split_key=kind.key()).annotate(**made):
            for number, ask in enumerate(some):
                if line.get(f"rows{number}", line[f"n{number}"]):
                    found[ask][line["split_key"]] = line[f"n{number}"]
    return found


@contextmanager
def unstinted() -> Iterator[None]:
    """Within it PostgreSQL sorts and groups in memory what a report counts, and puts all its cores to it sooner."""
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            settings = ", ".join(["set_config(%s, %s, true)"] * len(UNSTINTED))  # until the transaction ends
            cursor.execute(f"SELECT {settings}", [part for pair in UNSTINTED.items() for part in pair])
        yield


class _Belonging:
    """Questions about what rows belong to in several ways, gathered so that one statement answers all of a period."""

    def __init__(self, seen: QuerySet[Any], on: str) -> None:
        self._seen, self._on = seen, on
        self._narrowed: dict[Ask, tuple[Ask, Members, Any]] = {}
        self._split: dict[Split, Members] = {}
        self._asked: dict[Members, dict[Ask, set[Any] | None]] = defaultdict(dict)

    def take(self, ask: Ask) -> bool:
        """Whether this is such a question: narrowed to one member that rows are linked to by a subquery."""
        facts = counted(ask).facts
        titles = [title for title, _text in ask.qualifiers if _by_subquery(facts.by.get(title))]
        if len(titles) != 1:
            return False
        title, kind = titles[0], facts.by[titles[0]]
        bare = Ask(ask.indicator, ask.period, tuple(pair for pair in ask.qualifiers if pair[0] != title))
        if not isinstance(kind, Members) or len(bare.qualifiers) + 1 != len(ask.qualifiers):
            return False
        key = look_up(facts, title, dict(ask.qualifiers)[title])
        self._narrowed[ask] = (bare, kind, key)
        self._ask(bare, kind, {key})
        return True

    def take_all(self, split: Mapping[Ask, str], kind: Members) -> None:
        """Questions to be split by everything that rows belong to."""
        for ask, title in split.items():
            self._split[ask, title] = kind
            self._ask(ask, kind, None)

    def _ask(self, ask: Ask, kind: Members, tops: set[Any] | None) -> None:
        before = self._asked[kind].get(ask, set())
        self._asked[kind][ask] = None if tops is None or before is None else before | tops

    def answered(self) -> tuple[Numbers, Parts]:
        """All of them."""
        found: dict[tuple[Members, Ask], dict[Any, Any]] = {}
        for kind, asked in self._asked.items():
            for some in _within_one_another(asked):
                wanted = [asked[ask] for ask in some]
                tops = None if None in wanted else set().union(*(one for one in wanted if one is not None))
                for ask, shares in _by_member(self._seen, self._on, some, kind, tops).items():
                    found[kind, ask] = shares
        numbers = {ask: found[kind, bare].get(key) for ask, (bare, kind, key) in self._narrowed.items()}
        return numbers, {one: found[kind, one[0]] for one, kind in self._split.items()}


def _within_one_another(asks: Iterable[Ask]) -> list[list[Ask]]:
    """Questions whose periods lie within the longest of theirs together: rows of no other days are looked at."""
    made: list[list[Ask]] = []
    for ask in sorted(asks, key=lambda ask: -ask.period.days):
        for some in made:
            if some[0].period.first <= ask.period.first and ask.period.last <= some[0].period.last:
                some.append(ask)
                break
        else:
            made.append([ask])
    return made


def _by_subquery(kind: Dimension | None) -> bool:
    return isinstance(kind, Members) and kind.rows is not None


def _by_member(seen: QuerySet[Any], on: str, asks: Sequence[Ask], kind: Members, tops: set[Any] | None) -> Shares:
    """Split by what rows belong to in several ways: each row once for each, and for all that it stands under.

    One statement: the ways are put together row by row, then summed up. ``tops`` are those asked for, None all.
    CROSS JOIN tells SQLite to go through the ways once, not once for each of those above.
    """
    above = [pair for pair in recall(("above", kind), kind.above) if tops is None or pair[1] in tops]
    if not above:
        return {ask: {} for ask in asks}
    rows, several = _placed(seen, on, asks)
    names = [f"n{number}" for number in range(len(asks))]
    wheres = [condition(ask, dated=several) for ask in asks]
    made = {name: counted(ask).measure.of_row(where) for name, ask, where in zip(names, asks, wheres, strict=True)}
    if all(wheres):
        rows = rows.filter(reduce(or_, wheres))
    ways, given = [], list[Any]()
    keys = {key for key, _top in above}
    for path in kind.ways():
        text, parameters = _way(rows.annotate(**made), path, names, keys if len(keys) <= FEW else None)
        ways.append(text)
        given += parameters
    tree = " UNION ALL ".join(f"SELECT {int(key)}, {int(top)}" for key, top in above)
    folded = ", ".join(counted(ask).measure.folded.format(name) for name, ask in zip(names, asks, strict=True))
    listed = ", ".join(names)
    statement = (
        f"WITH ways(row_key, member, {listed}) AS ({' UNION ALL '.join(ways)}), above(member, top) AS ({tree}) "  # noqa: S608
        f"SELECT top, {folded} FROM (SELECT DISTINCT row_key, top, {listed} FROM ways CROSS JOIN above "
        f"WHERE ways.member = above.member) AS belonging GROUP BY top"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        lines = cursor.fetchall()
    return {ask: {line[0]: line[place] for line in lines} for place, ask in enumerate(asks, 1)}


def _way(rows: QuerySet[Any], path: str, names: Sequence[str], keys: set[Any] | None) -> tuple[str, Sequence[Any]]:
    """What each row belongs to by one of the ways, and what it brings; ``keys`` are the only members asked for, if any.

    Where many lie behind a link they are joined to the row's own column: Django reads all rows of the link on the way.
    """
    link, _mark, last = path.rpartition("__")
    model: Any = rows.model
    if link:
        model = describe(model, link).field.related_model
    many = next((field for field in model._meta.many_to_many if field.name == last), None)
    start = path if many is None else link or "pk"
    linked = {f"{start}__in": keys} if keys and many is None else {f"{start}__isnull": False}
    found = rows.filter(**linked).annotate(member=F(start)).values_list("pk", "member", *names)
    text, parameters = found.query.sql_with_params()
    if many is None:
        return f"SELECT * FROM ({text}) AS way", parameters  # noqa: S608 (names are numbered here)
    table, own, other = map(
        connection.ops.quote_name, (many.m2m_db_table(), many.m2m_column_name(), many.m2m_reverse_name())
    )
    few = f" AND member_of.{other} IN ({', '.join(str(int(key)) for key in sorted(keys))})" if keys else ""
    brought = "".join(f", way.{name}" for name in names)
    joined = f"JOIN {table} AS member_of ON member_of.{own} = way.member{few}"
    return f"SELECT way.pk, member_of.{other}{brought} FROM ({text}) AS way {joined}", parameters  # noqa: S608
