"""The text that a draw freezes, and the picks that follow from it and a seed: the same for whoever computes them."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_CEILING, Decimal

from anlan.base import clock
from anlan.subjects.enforcement.rules.sampling import ticket

FORMAT = "anlan-draw 1"
STRATA = ("red", "orange", "yellow", "blue", "unrated")
LEAST_SEED = 6
_SEED = re.compile(r"[0-9A-Za-z][0-9A-Za-z .,:+-]*")


@dataclass(frozen=True, slots=True)
class Target:
    """One enterprise of the register."""

    identity: str
    stratum: str
    name: str


@dataclass(frozen=True, slots=True)
class Register:
    """Everything that is frozen before the seed exists."""

    officers_each: int
    counts: Mapping[str, int]
    targets: tuple[Target, ...]
    excluded: tuple[tuple[str, str, str], ...]  # identity, name, reason
    officers: tuple[tuple[str, str], ...]  # identity, name
    avoid: frozenset[tuple[str, str]]  # officer, enterprise


@dataclass(frozen=True, slots=True)
class Picked:
    """One enterprise drawn in one round, and who checks it, in order."""

    round: int
    target: Target
    ticket: str
    officers: tuple[str, ...]


def first_counts(shares: Mapping[str, Decimal], population: Mapping[str, int]) -> dict[str, int]:
    """How many of each class are drawn first: the share in per cent, rounded up."""
    return {
        stratum: int((shares[stratum] * population[stratum] / 100).to_integral_value(ROUND_CEILING))
        for stratum in STRATA
        if population.get(stratum) and shares.get(stratum)
    }


def text_of(register: Register, *, number: str, title: str, moment: datetime, by: str, source: str) -> str:
    """The canonical text: one line a fact, tabs between, everything sorted, a final line break."""
    zone = clock.at("00:00").tzinfo
    lines = [
        [FORMAT],
        ["draw", number, title],
        ["frozen", moment.astimezone(zone).isoformat(timespec="seconds"), by],
        ["seed-source", source],
        ["officers-each", str(register.officers_each)],
        *(["count", stratum, str(count)] for stratum, count in sorted(register.counts.items())),
        *sorted(["object", one.identity, one.stratum, one.name] for one in register.targets),
        *sorted(["excluded", *one] for one in register.excluded),
        *sorted(["officer", *one] for one in register.officers),
        *sorted(["avoid", *one] for one in register.avoid),
    ]
    return "".join("\t".join(_plain(part) for part in line) + "\n" for line in lines)


def read(text: str) -> Register:
    """The register of a canonical text."""
    lines = [line.split("\t") for line in text.splitlines()]
    of = {kind: [line[1:] for line in lines if line[0] == kind] for kind in
          ("officers-each", "count", "object", "excluded", "officer", "avoid")}  # fmt: skip
    return Register(
        officers_each=int(of["officers-each"][0][0]),
        counts={stratum: int(count) for stratum, count in of["count"]},
        targets=tuple(Target(*one) for one in of["object"]),
        excluded=tuple((one[0], one[1], one[2]) for one in of["excluded"]),
        officers=tuple((one[0], one[1]) for one in of["officer"]),
        avoid=frozenset((one[0], one[1]) for one in of["avoid"]),
    )


def run(register: Register, seed: str, rounds: Sequence[Mapping[str, int]]) -> list[Picked]:
    """The picks of all rounds. A later round adds to the earlier ones and changes none of them.

    Of each class the smallest tickets are drawn. The drawn are then walked through by ticket; each gets those officers
    not barred from it who have fewest checks so far; between equals the smaller ticket of "enterprise/officer" decides.
    """
    picks: list[Picked] = []
    load: Counter[str] = Counter()
    drawn: set[str] = set()
    for number, counts in enumerate(rounds):
        chosen: list[tuple[str, Target]] = []
        for stratum, count in sorted(counts.items()):
            left = [one for one in register.targets if one.stratum == stratum and one.identity not in drawn]
            chosen += sorted(((ticket(seed, one.identity), one) for one in left), key=lambda pair: pair[0])[:count]
        for own, target in sorted(chosen, key=lambda pair: pair[0]):
            drawn.add(target.identity)
            picks.append(Picked(number, target, own, _officers(register, seed, target, load)))
    return picks


def short_of_officers(register: Register) -> list[Target]:
    """Enterprises that fewer officers may check than each check needs."""
    barred = Counter(enterprise for _officer, enterprise in register.avoid)
    return [one for one in register.targets if len(register.officers) - barred[one.identity] < register.officers_each]


def seed_error(seed: str) -> bool:
    """Is this no seed: too short, or of signs that two people might write differently?"""
    return len(seed) < LEAST_SEED or not _SEED.fullmatch(seed)


def _officers(register: Register, seed: str, target: Target, load: Counter[str]) -> tuple[str, ...]:
    fit = [one for one, _name in register.officers if (one, target.identity) not in register.avoid]
    fit.sort(key=lambda one: (load[one], ticket(seed, f"{target.identity}/{one}")))
    taken = tuple(fit[: register.officers_each])
    load.update(taken)
    return taken


def _plain(text: str) -> str:
    return " ".join(text.split())
