"""Reads a finished roster with none of the solver's code and says every rule it breaks: seat by seat, hour by hour."""

from collections import Counter
from datetime import timedelta

from anlan.kit.solve.rostering import Problem, Solution


def faults(problem: Problem, solution: Solution) -> list[str]:
    """Sentences; none for a roster that keeps all rules. Empty seats are no fault if the solution owns up to them."""
    found = _seats(problem, solution)
    for worker in problem.workers:
        own = sorted(
            (seat for seat in problem.seats if worker.key in solution.assigned[seat.key]), key=lambda seat: seat.begins
        )
        for number, seat in enumerate(own):
            for later in own[number + 1 :]:
                held = worker.key in seat.held and worker.key in later.held
                rest = timedelta(0) if seat.resting or later.resting else seat.rest
                if later.begins < seat.ends + rest and not held:
                    found.append(f"{worker.key} has no rest between {seat.key} and {later.key}")
            if worker.key in seat.held:
                continue
            if worker.key not in seat.able:
                found.append(f"{worker.key} cannot fill {seat.key}")
            for begins, ends in worker.absent:
                if max(begins, seat.begins) < min(ends, seat.ends):
                    found.append(f"{worker.key} is away during {seat.key}")
            for begins, ends in worker.busy:
                until = seat.ends + (timedelta(0) if seat.resting else seat.rest)
                if max(begins, seat.begins) < min(ends, until):
                    found.append(f"{worker.key} is busy around {seat.key}")
        found += _runs(problem, worker.key, {seat.begins.date() for seat in own if seat.runs} | worker.worked)
    return found


def _seats(problem: Problem, solution: Solution) -> list[str]:
    found = []
    for seat in problem.seats:
        names = solution.assigned[seat.key]
        if any(count > 1 for count in Counter(names).values()):
            found.append(f"{seat.key} names somebody twice")
        if not seat.held <= set(names):
            found.append(f"{seat.key} has lost somebody who holds it")
        if len(names) != max(seat.need, len(seat.held)) - solution.short.get(seat.key, 0):
            found.append(f"{seat.key} has {len(names)} of {seat.need}")
    return found


def _runs(problem: Problem, worker: int, days: set) -> list[str]:  # type: ignore[type-arg]
    if problem.longest_run is None or not days:
        return []
    longest = run = 0
    on = min(days)
    while on <= max(days):
        run = run + 1 if on in days else 0
        longest = max(longest, run)
        on += timedelta(days=1)
    return [f"{worker} works {longest} days running"] if longest > problem.longest_run else []


def counts(problem: Problem, solution: Solution, group: str, kind: str) -> dict[int, int]:
    """Worker → how many of a kind, past ones included, for those who can do the group's work."""
    able = {w for seat in problem.seats if seat.group == group and kind in seat.kinds for w in seat.able | seat.held}
    made = {worker.key: worker.past.get((group, kind), 0) for worker in problem.workers if worker.key in able}
    for seat in problem.seats:
        if seat.group == group and kind in seat.kinds:
            for worker in solution.assigned[seat.key]:
                made[worker] += 1
    return made
