"""The record of a draw as it is published: all that anybody needs to draw again. It must not know who reads it."""

from typing import Any

from anlan.base import clock
from anlan.subjects.enforcement.models import Draw

RULE = "R. L. Rivest, Consistent Sampling with Replacement, arXiv 1808.10016"


def record_of(draw: Draw) -> dict[str, Any]:
    """As JSON can hold it; before the seed is known the picks are empty."""
    zone = clock.at("00:00").tzinfo
    register = getattr(draw, "register", None)
    names = {f"O{pk}": name for pk, name in draw.picks.values_list("officers", "officers__name") if pk}
    return {
        "format": "anlan-draw 1",
        "rule": RULE,
        "number": draw.number,
        "title": draw.title,
        "status": draw.status,
        "register": register.text if register is not None else "",
        "sha256": draw.sha256,
        "frozen_at": draw.frozen_at.astimezone(zone).isoformat(timespec="seconds") if draw.frozen_at else None,
        "seed_source": draw.seed_source,
        "seed": draw.seed,
        "drawn_at": draw.drawn_at.astimezone(zone).isoformat(timespec="seconds") if draw.drawn_at else None,
        "rounds": draw.rounds,
        "replaces": draw.predecessor.number if draw.predecessor is not None else None,
        "reason": draw.redraw_reason,
        "picks": [
            {
                "position": pick.position,
                "round": pick.round,
                "object": f"E{pick.enterprise_id}",
                "name": pick.enterprise.name,
                "stratum": pick.stratum,
                "ticket": pick.ticket,
                "officers": [f"O{officer}" for officer in pick.officer_ids],
                "officer_names": [names.get(f"O{officer}", "") for officer in pick.officer_ids],
            }
            for pick in draw.picks.select_related("enterprise")
        ],
    }
