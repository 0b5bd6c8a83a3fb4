"""Lines of a drawn map: rounding corners, and networks (rivers, roads) whose branches share their vertices.

Plane geometry only; nothing here knows what a line stands for.
"""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Iterable

Point = tuple[float, float]


def chaikin(points: list[Point], rounds: int, *, closed: bool = False) -> list[Point]:
    """Cut the corners of a polyline, keeping its two ends (or none, for a ring whose last point repeats the first)."""
    for _ in range(rounds):
        cut: list[Point] = [] if closed else [points[0]]
        for (ax, ay), (bx, by) in itertools.pairwise(points):
            cut.append((0.75 * ax + 0.25 * bx, 0.75 * ay + 0.25 * by))
            cut.append((0.25 * ax + 0.75 * bx, 0.25 * ay + 0.75 * by))
        cut.append(cut[0] if closed else points[-1])
        points = cut
    return points


class Network:
    """Vertices by key with a place on the plane, and the links between them."""

    def __init__(self) -> None:
        self.points: dict[Hashable, Point] = {}
        self.links: dict[Hashable, dict[Hashable, None]] = {}
        self.fixed: set[Hashable] = set()

    def place(self, key: Hashable, x: float, y: float, *, fixed: bool = False) -> None:
        self.points[key] = (x, y)
        self.links.setdefault(key, {})
        if fixed:
            self.fixed.add(key)

    def link(self, one: Hashable, other: Hashable) -> None:
        self.links[one][other] = None
        self.links[other][one] = None

    def smooth(self, rounds: int) -> None:
        """Draw every vertex towards the mean of its neighbours; ends and fixed vertices stay."""
        for _ in range(rounds):
            moved = dict(self.points)
            for key, near in self.links.items():
                if len(near) < 2 or key in self.fixed:
                    continue
                x, y = self.points[key]
                mx = sum(self.points[n][0] for n in near) / len(near)
                my = sum(self.points[n][1] for n in near) / len(near)
                moved[key] = ((x + mx) / 2, (y + my) / 2)
            self.points = moved

    def chains(self, stops: Iterable[Hashable] = ()) -> list[list[Hashable]]:
        """The network cut at its junctions, ends and `stops` into runs of vertices, each link in exactly one run."""
        marked = set(stops) | self.fixed
        nodes = [key for key, near in self.links.items() if len(near) != 2 or key in marked]
        ends = set(nodes)
        taken: set[tuple[Hashable, Hashable]] = set()
        found = []
        for node in nodes:
            for following in self.links[node]:
                if (node, following) in taken:
                    continue
                run = [node, following]
                while run[-1] not in ends:
                    run.append(next(key for key in self.links[run[-1]] if key != run[-2]))
                taken.add((run[0], run[1]))
                taken.add((run[-1], run[-2]))
                found.append(run)
        return found
