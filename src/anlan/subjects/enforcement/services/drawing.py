"""Freezing, drawing, enlarging, drawing again. Each runs inside a move on the locked draw."""

from typing import Any

from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.kit.flow.making import Refused
from anlan.kit.ledger import entry
from anlan.kit.ledger.registry import ledger_of
from anlan.kit.records import writing
from anlan.subjects.enforcement import queries
from anlan.subjects.enforcement.choices import ItemWay
from anlan.subjects.enforcement.models import Draw, DrawPick, DrawRegister, PlanItem
from anlan.subjects.enforcement.rules import drawing
from anlan.subjects.enforcement.rules.sampling import digest
from anlan.subjects.enterprises.models import Enterprise

SHOWN = 5


def freeze(draw: Draw, *, actor: Any, data: dict[str, Any]) -> None:
    """Write the registers down as they are now and take their fingerprint, before the seed exists."""
    now = clock.now()
    if draw.seed_due_at <= now:
        raise Refused(_("种子产生时间已过。必须先冻结名录，再等种子产生；请改用以后才会产生的号码。"))
    register = queries.register_of(draw)
    if not register.counts:
        raise Refused(_("按这条规则抽不到一户企业，请检查范围、行业和比例。"))
    if short := drawing.short_of_officers(register):
        names = "、".join(one.name for one in short[:SHOWN])
        raise Refused(
            _("扣除回避后，%(names)s等 %(count)d 户可派的执法人员不足 %(each)d 名。")
            % {"names": names, "count": len(short), "each": register.officers_each}
        )
    by = getattr(actor, "name", "")
    text = drawing.text_of(register, number=draw.number, title=draw.title, moment=now, by=by, source=draw.seed_source)
    DrawRegister.objects.create(
        draw=draw, text=text, objects_counted=len(register.targets), officers_counted=len(register.officers),
        excluded_counted=len(register.excluded), frozen_at=now, frozen_by=by,
    )  # fmt: skip
    draw.sha256, draw.frozen_at = digest(text), now
    draw.rounds = [dict(register.counts)]


def pick(draw: Draw, *, actor: Any, data: dict[str, Any]) -> None:
    """The seed is public: draw from what was frozen, and from nothing else."""
    seed = data["seed"]
    if drawing.seed_error(seed):
        raise Refused(_("种子至少 6 位，只能用半角数字、字母和空格、点、逗号、冒号、加减号。"))
    if clock.now() < draw.seed_due_at:
        raise Refused(
            _("种子要到 %(moment)s 才产生，现在录入的不可能是它。")
            % {"moment": draw.seed_due_at.astimezone(clock.at("00:00").tzinfo).strftime("%Y-%m-%d %H:%M")}
        )
    draw.seed, draw.drawn_at = seed, clock.now()
    keep_picks(draw, actor)


def enlarge(draw: Draw, *, actor: Any, data: dict[str, Any]) -> None:
    """One more round; what was drawn stays drawn with the officers it has."""
    register = drawing.read(draw.register.text)
    stratum, more = str(data["stratum"]), int(data["more"])
    drawn = sum(counts.get(stratum, 0) for counts in draw.rounds)
    left = sum(one.stratum == stratum for one in register.targets) - drawn
    if more > left:
        raise Refused(_("这一等级只剩 %(left)d 户没有抽中。") % {"left": left})
    draw.rounds = [*draw.rounds, {stratum: more}]
    keep_picks(draw, actor)


def draw_again(draw: Draw, *, actor: Any, data: dict[str, Any]) -> None:
    """Start a new draw for a reason; this one stays with all it showed, and cannot be replaced once checks began."""
    if draw.items.filter(done_on__isnull=False).exists():
        raise Refused(_("抽中的企业已经开始检查，不能重抽；确需增加请用追加抽取。"))
    fresh = Draw(
        title=draw.title, rule_id=draw.rule_id, plan_id=draw.plan_id, place_id=draw.place_id,
        seed_source=draw.seed_source, seed_due_at=draw.seed_due_at, due_on=draw.due_on, predecessor=draw,
        redraw_reason=data["opinion"][:300],
    )  # fmt: skip
    ledger: Any = ledger_of(Draw)
    entry.enter(ledger, fresh, actor=actor)
    writing.remove_many(list(draw.items.all()), actor=actor)


def publish(draw: Draw, *, actor: Any, data: dict[str, Any]) -> None:
    """公示."""
    draw.published_on = data["day"]


def keep_picks(draw: Draw, actor: Any) -> None:
    """Compute all rounds anew from the frozen text and keep the picks that are not kept yet."""
    picks = drawing.run(drawing.read(draw.register.text), draw.seed, draw.rounds)
    known = draw.picks.count()
    made = [
        DrawPick(
            draw=draw, position=number, round=one.round, enterprise_id=int(one.target.identity[1:]),
            stratum=one.target.stratum, ticket=one.ticket, officer_ids=[int(officer[1:]) for officer in one.officers],
        )
        for number, one in enumerate(picks, 1)
        if number > known
    ]  # fmt: skip
    DrawPick.objects.bulk_create(made, batch_size=500)
    through: Any = DrawPick.officers.through
    through.objects.bulk_create(
        [through(drawpick_id=one.pk, officer_id=officer) for one in made for officer in one.officer_ids],
        batch_size=500,
    )
    draw.picked = len(picks)
    _into_plan(draw, made, actor)


def _into_plan(draw: Draw, picks: list[DrawPick], actor: Any) -> None:
    if draw.plan_id is None or not picks:
        return
    ledger: Any = ledger_of(PlanItem)
    firms = Enterprise.objects.in_bulk([one.enterprise_id for one in picks])
    items = [
        PlanItem(
            plan_id=draw.plan_id, enterprise=firms[one.enterprise_id], way=ItemWay.RANDOM, draw=draw,
            matter_id=draw.rule.matter_id, place_id=firms[one.enterprise_id].place_id,
            line_id=firms[one.enterprise_id].line_id, due_on=draw.due_on,
            lead_id=one.officer_ids[0], second_id=one.officer_ids[1],
        )
        for one in picks
    ]  # fmt: skip
    ledger.prepare(items)
    entry.number_rows(ledger, items)
    writing.add_many(items, actor=actor)
