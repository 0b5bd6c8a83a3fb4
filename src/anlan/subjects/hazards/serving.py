"""出具 → 送达, or 作废: the moves of a paper with what they ask for and do."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.kit.flow.making import Refused
from anlan.kit.flow.moves import Flow, Move
from anlan.kit.ledger.declaration import KEEPERS
from anlan.subjects.hazards.inspection_choices import PaperStatus, Signer


class ServeForm(forms.Form):
    """送达: who signed for it and when, or how it was refused."""

    day = forms.DateField(label=_("送达日期"), widget=forms.DateInput(attrs={"type": "date"}))
    served_how = forms.CharField(label=_("送达方式"), max_length=40, required=False, initial=_("直接送达"))
    signer = forms.CharField(label=_("签收人"), max_length=40, required=False)
    refused = forms.CharField(label=_("拒绝签收的情况"), max_length=200, required=False)

    @staticmethod
    def starting(paper: Any) -> dict[str, Any]:
        """Who has signed on the screen, or refused to."""
        party = paper.signatures.filter(part=Signer.PARTY).first()
        if party is None:
            return {}
        known = {"day": localdate(party.signed_at)}
        return known | ({"refused": party.refused} if party.refused else {"signer": party.name})

    def clean(self) -> dict[str, Any]:
        """Somebody signed, or the refusal is noted (安全生产法 第六十八条)."""
        values = super().clean() or {}
        if not values.get("signer") and not values.get("refused"):
            self.add_error("signer", _("请填写签收人；拒绝签收的，请写明情况。"))
        return values


class VoidForm(forms.Form):
    """作废: why."""

    void_reason = forms.CharField(label=_("作废理由"), max_length=200)


def serve(paper: Any, *, actor: Any, data: dict[str, Any]) -> None:
    """Keep who took the paper and when. Raises ``Refused`` for days that cannot be."""
    if not paper.issued_on <= data["day"] <= clock.today():
        raise Refused(_("送达日期应在出具日期 %(day)s 与今天之间。") % {"day": paper.issued_on.isoformat()})
    paper.served_on, paper.served_how = data["day"], data.get("served_how") or ""
    paper.signer, paper.refused = data.get("signer") or "", data.get("refused") or ""


def void(paper: Any, *, actor: Any, data: dict[str, Any]) -> None:
    """The paper no longer counts; its number is not given again."""
    paper.void_reason = data["void_reason"]


serving = Flow(
    "status",
    (
        Move("serve", _("登记送达"), {PaperStatus.ISSUED}, PaperStatus.SERVED, KEEPERS, form=ServeForm, effect=serve,
             tone="primary", photographs="signed"),
        Move("void", _("作废"), {PaperStatus.ISSUED, PaperStatus.SERVED}, PaperStatus.VOID, KEEPERS[:2],
             form=VoidForm, effect=void, tone="danger"),
    ),
    final={PaperStatus.VOID},
)  # fmt: skip
