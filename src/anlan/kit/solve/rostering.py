"""Who fills which seat of which shift: fair, rested and whole, as a mixed-integer model for HiGHS.

It must not know posts, towns or tables: workers, seats and limits come in as numbers and moments.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import ceil, floor
from time import perf_counter
from typing import Any

import highspy
import numpy as np

from anlan.kit.solve import greedy

SHORT = 1000  # what one empty seat costs; more than all unfairness together
WORST = 4  # how much dearer the largest deviation is than one more small one
MOST = 1000.0
WITHIN = 0.99  # every cost is a whole number: nothing lies between two of them
DAY = timedelta(days=1)
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Seat:
    """So many persons in one part of one shift.

    Fairness is reckoned within ``group``, once for each of ``kinds``. ``held`` are those who keep the seat whatever
    the rules say. ``rest`` follows the shift. Whoever is ``resting`` on standby may be between two shifts; such a seat
    only keeps him from being elsewhere at that very time. ``runs``: it makes a day of a run.
    """

    key: str
    group: str
    begins: datetime
    ends: datetime
    need: int
    able: frozenset[int]
    kinds: frozenset[str] = frozenset({"all"})
    rest: timedelta = timedelta(0)
    runs: bool = True
    resting: bool = False
    held: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Worker:
    """``absent``: spans in which nothing may touch this person; ``busy``: shifts elsewhere with the rest after them,
    before which shifts here need their rest too. ``wishes``: what a shift on a day costs (negative where it is wanted).
    ``past``: (group, kind) → how many so far. ``worked``: days just before, which lengthen a run."""

    key: int
    absent: tuple[Span, ...] = ()
    busy: tuple[Span, ...] = ()
    wishes: Mapping[date, int] = field(default_factory=dict)
    past: Mapping[tuple[str, str], int] = field(default_factory=dict)
    share: int = 100
    worked: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Problem:
    """``weights``: kind → how much one deviation from the fair share costs."""

    workers: tuple[Worker, ...]
    seats: tuple[Seat, ...]
    weights: Mapping[str, int] = field(default_factory=lambda: {"all": 3, "night": 4, "weekend": 4, "holiday": 6})
    longest_run: int | None = None


@dataclass(frozen=True, slots=True)
class Solution:
    """``short``: seats that nobody could fill, with how many are missing. ``proven`` when no roster is better;
    otherwise the best possible lies between ``bound`` and ``objective``."""

    assigned: Mapping[str, tuple[int, ...]]
    short: Mapping[str, int]
    objective: float
    bound: float
    proven: bool
    seconds: float

    @property
    def gap(self) -> float:
        """How much better the best roster could be at most, as a part of the objective; 0 when proven."""
        return 0.0 if self.proven or self.objective <= 0 else (self.objective - self.bound) / self.objective


def solve(problem: Problem, *, seconds: float = 20.0) -> Solution:
    """The best roster found within the time; never fails, since seats may stay empty at a price."""
    began = perf_counter()
    if not problem.seats:
        return Solution({}, {}, 0.0, 0.0, True, 0.0)
    model = _Model(problem)
    objective, bound, proven, values = model.run(max(seconds - (perf_counter() - began), 1.0))
    assigned: dict[str, list[int]] = {seat.key: [] for seat in problem.seats}
    for (number, worker), column in model.chosen.items():
        if values[column] > 0.5:
            assigned[problem.seats[number].key].append(worker)
    short = {seat.key: missing for seat in problem.seats if (missing := seat.need - len(assigned[seat.key])) > 0}
    whole = {key: tuple(sorted(found)) for key, found in assigned.items()}
    return Solution(whole, short, objective, bound, proven, perf_counter() - began)


def fair_shares(problem: Problem, group: str, kind: str) -> dict[int, float]:
    """Worker → how many of a kind would be fair, past ones included, by share among those able in the group."""
    seats = [seat for seat in problem.seats if seat.group == group and kind in seat.kinds]
    able = frozenset().union(*(seat.able | seat.held for seat in seats))
    workers = [worker for worker in problem.workers if worker.key in able]
    total = sum(max(seat.need, len(seat.held)) for seat in seats)
    total_past = sum(worker.past.get((group, kind), 0) for worker in workers)
    shares = sum(worker.share for worker in workers)
    return {worker.key: (total + total_past) * worker.share / shares for worker in workers} if shares else {}


def touches(span: Span, begins: datetime, ends: datetime) -> bool:
    """Do two spans have a moment in common? Spans that only meet do not."""
    return span[0] < ends and begins < span[1]


class _Model:
    """Columns and rows under way to the solver."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.chosen: dict[tuple[int, int], int] = {}  # (number of the seat, worker) → column
        self.short: dict[int, int] = {}
        self.cost: list[float] = []
        self.low: list[float] = []
        self.top: list[float] = []
        self.whole: list[int] = []
        self.offset = 0.0
        self.rows: list[tuple[float, float, list[int], list[float]]] = []
        self._fill_seats()
        self._one_a_day, self._never_two_days_running = _days_of(problem.seats)
        self._of_worker: dict[int, list[tuple[Seat, int]]] = defaultdict(list)
        for (number, key), column in self.chosen.items():
            self._of_worker[key].append((problem.seats[number], column))
        for worker in problem.workers:
            self._rest(self._of_worker[worker.key])
            if problem.longest_run is not None:
                self._run_of(worker, problem.longest_run)
        for group in sorted({seat.group for seat in problem.seats}):
            for kind in problem.weights:
                self._fairness(group, kind)

    def _column(self, cost: float, top: float, *, low: float = 0.0, whole: bool = False) -> int:
        self.cost.append(cost)
        self.low.append(low)
        self.top.append(top)
        if whole:
            self.whole.append(len(self.cost) - 1)
        return len(self.cost) - 1

    def _row(self, low: float, top: float, columns: Sequence[int], factors: Iterable[float] | None = None) -> None:
        self.rows.append((low, top, list(columns), list(factors) if factors is not None else [1.0] * len(columns)))

    def _fill_seats(self) -> None:
        for number, seat in enumerate(self.problem.seats):
            columns = []
            for worker in self.problem.workers:
                held = worker.key in seat.held
                if not held and (worker.key not in seat.able or _away(worker, seat)):
                    continue
                wish = worker.wishes.get(seat.begins.date(), 0)
                self.offset -= min(wish, 0)
                column = self._column(wish, 1.0, low=float(held), whole=True)
                self.chosen[number, worker.key] = column
                columns.append(column)
            self.short[number] = self._column(SHORT, seat.need)
            need = max(seat.need, len(seat.held))
            self._row(need, need, [*columns, self.short[number]])

    def _rest(self, own: list[tuple[Seat, int]]) -> None:
        """Shifts with the rest after them are spans: of those that hold one moment a person has at most one; standby
        clashes only with the shifts themselves."""
        for begins in sorted({seat.begins for seat, _column in own}):
            here = [(s, column) for s, column in own if s.begins <= begins < s.ends + s.rest]
            self._at_most_one([column for s, column in here if not s.resting])
            if any(s.resting for s, _column in here):
                self._at_most_one([column for s, column in here if begins < s.ends])

    def _at_most_one(self, columns: list[int]) -> None:
        if len(columns) > 1:
            held = sum(self.low[column] for column in columns)
            self._row(-highspy.kHighsInf, max(1.0, held), columns)

    def _run_of(self, worker: Worker, longest: int) -> None:
        """In any ``longest + 1`` days in a row at least one is free."""
        by_day: dict[date, list[int]] = defaultdict(list)
        for seat, column in self._of_worker[worker.key]:
            if seat.runs:
                by_day[seat.begins.date()].append(column)
        if not by_day or self._never_two_days_running:
            return
        days = {on: columns if on in self._one_a_day else [self._day(columns)] for on, columns in by_day.items()}
        for first in sorted({on - DAY * back for on in days for back in range(longest + 1)}):
            window = [first + DAY * ahead for ahead in range(longest + 1)]
            columns = [column for on in window for column in days.get(on, ())]
            before = sum(on in worker.worked and on not in days for on in window)
            if sum(on in days for on in window) + before > longest:
                held = sum(self.low[column] for column in columns)
                self._row(-highspy.kHighsInf, max(longest - before, held, 0), columns)

    def _day(self, columns: list[int]) -> int:
        """A column that is 1 when any of these is."""
        if len(columns) == 1:
            return columns[0]
        day = self._column(0.0, 1.0, low=max(self.low[column] for column in columns))
        for column in columns:
            self._row(0.0, 1.0, [day, column], [1.0, -1.0])
        return day

    def _fairness(self, group: str, kind: str) -> None:
        """Who has more than the fair share rounded up, or less than it rounded down, costs; the worst costs most."""
        weight = float(self.problem.weights[kind])
        shares = fair_shares(self.problem, group, kind)
        if not shares:
            return
        past = {worker.key: worker.past.get((group, kind), 0) for worker in self.problem.workers}
        worst = self._column(WORST * weight, MOST)
        for worker, share in shares.items():
            own = [c for s, c in self._of_worker[worker] if s.group == group and kind in s.kinds]
            over, under = self._column(weight, MOST), self._column(weight, MOST)
            self._row(-highspy.kHighsInf, ceil(share - 1e-9) - past[worker], [*own, over], [*[1.0] * len(own), -1.0])
            self._row(floor(share + 1e-9) - past[worker], highspy.kHighsInf, [*own, under])
            self._row(0.0, MOST, [worst, over], [1.0, -1.0])
            self._row(0.0, MOST, [worst, under], [1.0, -1.0])

    def run(self, seconds: float) -> tuple[float, float, bool, Sequence[float]]:
        """Objective, proven bound, whether they meet, and the value of each column."""
        solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in (
            ("output_flag", False),
            ("time_limit", seconds),
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", WITHIN),
        ):
            solver.setOptionValue(name, value)
        solver.passModel(self._passed())
        begun = self._start()
        solver.setSolution(len(begun), np.array(list(begun), dtype=np.int32), np.array(list(begun.values())))
        solver.run()
        found = solver.getInfo()
        values = list(solver.getSolution().col_value)
        if not values or found.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return self._nobody()
        proven = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        bound = found.objective_function_value if proven else max(found.mip_dual_bound, 0.0)
        return found.objective_function_value, bound, proven, values

    def _start(self) -> dict[int, float]:
        """A first roster as values of the whole columns."""
        seats = self.problem.seats
        shares = {
            (group, kind): fair_shares(self.problem, group, kind)
            for group in {seat.group for seat in seats}
            for kind in self.problem.weights
        }
        before = {
            worker.key: (
                worker.worked,
                {key: worker.past.get(key, 0) - shares[key].get(worker.key, 0) for key in shares},
            )
            for worker in self.problem.workers
        }
        open_to: list[list[int]] = [[] for _ in seats]
        for number, worker in self.chosen:
            open_to[number].append(worker)
        pairs = greedy.start(seats, open_to, self.problem.weights, self.problem.longest_run, before)
        return dict.fromkeys(self.chosen.values(), 0.0) | {self.chosen[pair]: 1.0 for pair in pairs}

    def _nobody(self) -> tuple[float, float, bool, Sequence[float]]:
        """No time was left to find anything: only the held seats are filled."""
        values = [self.low[column] for column in range(len(self.cost))]
        empty = sum(max(seat.need - len(seat.held), 0) for seat in self.problem.seats)
        return float(SHORT * empty), 0.0, False, values

    def _passed(self) -> highspy.HighsLp:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.cost), len(self.rows)
        model.offset_ = self.offset
        model.col_cost_, model.col_lower_, model.col_upper_ = (
            np.array(values, dtype=float) for values in (self.cost, self.low, self.top)
        )
        model.row_lower_ = np.array([row[0] for row in self.rows], dtype=float)
        model.row_upper_ = np.array([row[1] for row in self.rows], dtype=float)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.cumsum([0, *(len(row[2]) for row in self.rows)], dtype=np.int32)
        model.a_matrix_.index_ = np.concatenate([np.array(row[2], dtype=np.int32) for row in self.rows])
        model.a_matrix_.value_ = np.concatenate([np.array(row[3], dtype=float) for row in self.rows])
        whole = set(self.whole)
        kinds = highspy.HighsVarType
        model.integrality_ = [kinds.kInteger if n in whole else kinds.kContinuous for n in range(len(self.cost))]
        return model


def _away(worker: Worker, seat: Seat) -> bool:
    if any(touches(span, seat.begins, seat.ends) for span in worker.absent):
        return True
    until = seat.ends if seat.resting else seat.ends + seat.rest
    return any(touches(span, seat.begins, until) for span in worker.busy)


def _days_of(seats: Iterable[Seat]) -> tuple[set[date], bool]:
    """Days of which nobody can have two shifts, and whether nobody can work on two days running."""
    by_day: dict[date, list[Seat]] = defaultdict(list)
    for seat in seats:
        if seat.runs:
            by_day[seat.begins.date()].append(seat)
    rested = {on: min(seat.ends + seat.rest for seat in own) for on, own in by_day.items()}
    latest = {on: max(seat.begins for seat in own) for on, own in by_day.items()}
    single = {on for on in by_day if latest[on] < rested[on]}
    apart = all(latest[on + DAY] < rested[on] for on in by_day if on + DAY in by_day)
    return single, apart
