"""The kind of target "post" of notices: whoever is on duty at a post now, its leader, or its standby."""

from collections.abc import Iterable

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from anlan.kit.notify.targets import Kind, Target, register
from anlan.subjects.duty import queries
from anlan.subjects.duty.choices import Part
from anlan.subjects.duty.models import DutyPost

SEPARATOR = "/"


def on_post(key: str) -> Iterable[Target]:
    """``county-duty`` means leaders and members on duty now; ``county-duty/leader`` (member, standby) one part only.

    A person's deputy is the next of the same shift: for a leader a member, for a member the leader. Nobody on duty,
    or an unknown post, means nobody: the step is skipped and shown.
    """
    code, _separator, part = key.partition(SEPARATOR)
    posts = DutyPost.objects.filter(code=code, active=True)
    found = []
    for shift in queries.on_duty(posts):
        people = queries.seated(shift)
        wanted = [one for one in people if (one.part == part if part else one.part != Part.STANDBY)]
        for one in wanted:
            other = next((each for each in people if each.person_id != one.person_id and each.part != one.part), None)
            found.append(
                Target(
                    one.person_id, one.person.organisation_id, shift.post.name, shift.post.place_id,
                    other.person_id if other else None,
                )
            )  # fmt: skip
    return found


def choices() -> Iterable[tuple[str, str]]:
    """Posts, and the leader of each."""
    for code, name in DutyPost.objects.filter(active=True).order_by("place", "id").values_list("code", "name"):
        yield code, _now("%(post)s（当班全体）") % {"post": name}
        yield f"{code}{SEPARATOR}{Part.LEADER}", _now("%(post)s（带班领导）") % {"post": name}


def announce() -> None:
    """Make the kind known."""
    register(Kind("post", _("值班岗位"), on_post, choices))
