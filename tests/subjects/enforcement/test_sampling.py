"""Tickets are those that Rivest published; a sample grows without changing; nobody is drawn more often than others."""

from collections import Counter
from decimal import Decimal

import pytest

from anlan.subjects.enforcement.rules import drawing
from anlan.subjects.enforcement.rules.sampling import order, ticket

# Published with the reference program: github.com/ron-rivest/consistent_sampler, its docstrings and usage examples.
PUBLISHED_TICKETS = {
    ("AB-130", "01382438112797316654"): (
        "0.26299714122838008416507544297546663599715395525154425586041245287750224561854"
    ),
    ("cat", "xy()134!g2n"): "0.24866413894129579898796850445568128508290132707747976039848637531569373309555",
    ("dog", "xy()134!g2n"): "0.33886035615681875183111698317327684455682722683976874746986356932751818935066",
    ("fish", "xy()134!g2n"): "0.74685932088827950509145941729789143204056041958068799542050396198792954500593",
    ("goat", "xy()134!g2n"): "0.49599842072022713663423753308080171636735689997237236247068925068573448764387",
}
PUBLISHED_ORDERS = (
    ("314159", ("A-1", "A-2", "A-3", "B-1", "B-2", "B-3"), ["B-2", "B-3", "A-3", "A-2", "B-1", "A-1"]),
    ("314159", ("B-1", "B-2", "B-3"), ["B-2", "B-3", "B-1"]),
    ("31", ("a", "b", "c", "d"), ["b", "a", "d", "c"]),
    ("77", ("a", "b", "c", "d"), ["b", "d", "c", "a"]),
    ("52", ("a", "b", "c", "d", "e"), ["d", "b", "e", "a", "c"]),
)


@pytest.mark.parametrize(("identity", "seed"), PUBLISHED_TICKETS)
def test_tickets_are_the_published_ones(identity: str, seed: str) -> None:
    assert ticket(seed, identity) == PUBLISHED_TICKETS[identity, seed]


@pytest.mark.parametrize(("seed", "identities", "expected"), PUBLISHED_ORDERS)
def test_orders_are_the_published_ones(seed: str, identities: tuple[str, ...], expected: list[str]) -> None:
    assert order(seed, identities) == expected


def test_the_first_ten_of_a_hundred_are_the_published_ones() -> None:
    assert order("41", map(str, range(100)))[:10] == ["73", "51", "17", "58", "38", "42", "39", "20", "11", "67"]


def test_leaving_out_some_changes_nothing_among_the_others() -> None:
    everybody = order("2026130", map(str, range(500)))
    some = {str(number) for number in range(0, 500, 3)}
    assert order("2026130", some) == [one for one in everybody if one in some]


def a_register(
    *, red: int = 10, blue: int = 20, officers: int = 6, counts: dict[str, int] | None = None,
    avoid: tuple[tuple[str, str], ...] = (),
) -> drawing.Register:  # fmt: skip
    kinds = [("red", red), ("blue", blue)]
    return drawing.Register(
        officers_each=2,
        counts=counts or {"red": 4, "blue": 2},
        targets=tuple(drawing.Target(f"E{k}{n}", k, f"企业{k}{n}") for k, count in kinds for n in range(count)),
        excluded=(("E999", "停查企业", "本年已检查 2 次"),),
        officers=tuple((f"O{n}", f"队员{n}") for n in range(officers)),
        avoid=frozenset(avoid),
    )  # fmt: skip


def test_a_draw_run_again_gives_the_same() -> None:
    register = a_register()
    first = drawing.run(register, "2026130-0417", [register.counts])
    assert first == drawing.run(register, "2026130-0417", [register.counts])
    assert first != drawing.run(register, "2026130-0418", [register.counts])
    assert Counter(one.target.stratum for one in first) == {"red": 4, "blue": 2}


def test_enlarging_keeps_every_earlier_pick_with_its_officers() -> None:
    register = a_register()
    first = drawing.run(register, "900417", [{"red": 3, "blue": 2}])
    more = drawing.run(register, "900417", [{"red": 3, "blue": 2}, {"blue": 5}, {"red": 1}])
    assert more[: len(first)] == first
    assert [one.round for one in more] == [0] * 5 + [1] * 5 + [2]
    at_once = drawing.run(register, "900417", [{"red": 4, "blue": 7}])
    assert {one.target for one in more} == {one.target for one in at_once}


def test_nobody_is_sent_to_an_enterprise_he_must_avoid() -> None:
    barred = tuple((f"O{n}", f"Ered{m}") for n in range(4) for m in range(10))
    register = a_register(counts={"red": 10}, avoid=barred)
    picks = drawing.run(register, "771204", [register.counts])
    assert {one.officers for one in picks} <= {("O4", "O5"), ("O5", "O4")}
    assert len(picks) == 10
    assert drawing.short_of_officers(register) == []
    short = a_register(avoid=(*barred, ("O4", "Ered3")))
    assert [one.identity for one in drawing.short_of_officers(short)] == ["Ered3"]


def test_work_is_spread_evenly_over_officers() -> None:
    register = a_register(counts={"red": 9, "blue": 20}, officers=7)
    picks = drawing.run(register, "551204", [register.counts])
    load = Counter(officer for one in picks for officer in one.officers)
    assert sum(load.values()) == 58
    assert max(load.values()) - min(load.values()) <= 1
    assert all(len(set(one.officers)) == 2 for one in picks)


def test_shares_are_rounded_up_and_empty_classes_left_out() -> None:
    shares = {"red": Decimal(20), "orange": Decimal("0.5"), "yellow": Decimal(0), "blue": Decimal(100)}
    population = {"red": 11, "orange": 1, "yellow": 40, "blue": 3, "unrated": 7}
    assert drawing.first_counts(shares, population) == {"red": 3, "orange": 1, "blue": 3}


def test_what_is_frozen_reads_back_the_same_whatever_names_hold() -> None:
    from anlan.base import clock

    register = a_register(avoid=(("O1", "Ered0"), ("O2", "Eblue1")))
    odd = drawing.Target("E7", "red", "澜川\t化工\n厂\u2028一分厂")
    register = drawing.Register(2, register.counts, (*register.targets, odd), register.excluded, register.officers,
                                register.avoid)  # fmt: skip
    text = drawing.text_of(
        register,
        number="SJ-2026-00001",
        title="第四季度",
        moment=clock.at("2026-11-22 09:00"),
        by="何敏",
        source="骰子",
    )
    back = drawing.read(text)
    assert {one.identity: one.name for one in back.targets}["E7"] == "澜川 化工 厂 一分厂"
    assert sorted(one.identity for one in back.targets) == sorted(one.identity for one in register.targets)
    assert (dict(back.counts), back.officers, back.avoid) == (register.counts, register.officers, register.avoid)
    assert drawing.run(back, "100000", [back.counts]) == [
        drawing.Picked(one.round, {t.identity: t for t in back.targets}[one.target.identity], one.ticket, one.officers)
        for one in drawing.run(register, "100000", [register.counts])
    ]


def test_ten_thousand_draws_are_fair() -> None:
    """Chi-square at 0.1 per cent: 50 enterprises of which 10 are drawn, 49 degrees of freedom, critical value 85.35."""
    names = [f"E{n}" for n in range(50)]
    times = Counter(one for seed in range(10_000) for one in order(f"seed-{seed:06d}", names)[:10])
    expected = 10_000 * 10 / 50
    # Drawing without replacement makes the counts vary less than independent ones, by (1 - 10/50).
    statistic = sum((times[name] - expected) ** 2 / expected for name in names) / (1 - 10 / 50) * 49 / 50
    assert sum(times.values()) == 100_000
    assert statistic < 85.35
    assert max(times.values()) < expected * 1.1
    assert min(times.values()) > expected * 0.9


def test_first_places_are_fair_too() -> None:
    """Who comes first of 20, over 10,000 draws: 19 degrees of freedom, critical value 43.82 at 0.1 per cent."""
    names = [f"E{n}" for n in range(20)]
    first = Counter(order(f"{seed:07d}", names)[0] for seed in range(10_000))
    assert sum((first[name] - 500) ** 2 / 500 for name in names) < 43.82


@pytest.mark.parametrize("seed", ["12345", "", " 123456", "１２３４５６", "种子1234567", "123456\n7"])
def test_what_people_could_write_two_ways_is_no_seed(seed: str) -> None:
    assert drawing.seed_error(seed)


@pytest.mark.parametrize("seed", ["123456", "03 11 17 22 28 31 + 09", "2026130-0417", "AB12cd34"])
def test_numbers_as_they_are_published_are_seeds(seed: str) -> None:
    assert not drawing.seed_error(seed)
