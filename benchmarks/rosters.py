"""Rosters: `python -m benchmarks.rosters` makes those that the acceptance names and tells their time, bound and gap."""

import json
import random
import sys
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from anlan.kit.solve.rostering import Problem, Seat, Worker, solve

DAY = timedelta(days=1)
FIRST = datetime(2026, 10, 1, 8)  # noqa: DTZ001 - a wall clock of nowhere
HOLIDAYS = 7
CASES = (  # label, people, days, posts, members, leaders, most seconds
    ("40 人 31 天 4 岗，每岗 1 人", 40, 31, 4, 1, 0, 10),
    ("40 人 31 天 4 岗，每岗 2 人加带班领导", 40, 31, 4, 2, 8, 10),
    ("12 人一年，每天 2 人", 12, 365, 1, 2, 0, 30),
    ("60 人 92 天 4 岗，每岗 1 人", 60, 92, 4, 1, 0, 30),
)


def problem(people: int, days: int, posts: int, members: int, leaders: int) -> Problem:
    """Leave, wishes and uneven months before, from a seed."""
    made = random.Random(7)
    seats = []
    for day in range(days):
        begins = FIRST + DAY * day
        kinds = {"all"} | ({"holiday"} if day < HOLIDAYS else {"weekend"} if begins.weekday() > 4 else set())
        for post in range(posts):
            for part, need, able in (("m", members, range(leaders, people)), ("l", int(leaders > 0), range(leaders))):
                if need:
                    key = f"{part}{day}-{post}"
                    seats.append(
                        Seat(key, part, begins, begins + DAY, need, frozenset(able), frozenset(kinds), rest=DAY)
                    )
    workers = []
    for key in range(people):
        away = [FIRST + DAY * made.randrange(days) for _month in range(max(days // 30, 1))]
        absent = tuple((begins, begins + DAY * made.randint(1, 5)) for begins in away)
        past = {(part, kind): made.randrange(4) for part in "ml" for kind in ("all", "weekend", "holiday")}
        wishes = {(FIRST + DAY * made.randrange(days)).date(): 2 for _wish in range(2)}
        workers.append(Worker(key, absent, wishes=wishes, past=past))
    return Problem(tuple(workers), tuple(seats), longest_run=3)


def main() -> None:
    """One JSON line a case."""
    for label, people, days, posts, members, leaders, most in CASES:
        began, spent = perf_counter(), process_time()
        found = solve(problem(people, days, posts, members, leaders), seconds=most)
        told = {
            "case": label, "seconds": round(perf_counter() - began, 2), "cpu": round(process_time() - spent, 2),
            "proven": found.proven, "objective": round(found.objective, 1), "bound": round(found.bound, 1),
            "gap": round(found.gap, 5), "empty": sum(found.short.values()),
        }  # fmt: skip
        print(json.dumps(told, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
