"""A certificate is valid until it is renewed, not renewed, cancelled or revoked."""

from django.utils.translation import gettext_lazy as _

from anlan.kit.flow.moves import Flow, Move
from anlan.subjects.permits import forms, services
from anlan.subjects.permits.choices import Validity
from anlan.subjects.permits.flows import CLERKS

VALID = {Validity.VALID}
ENDED = {Validity.NOT_RENEWED, Validity.CANCELLED, Validity.REVOKED}

term = Flow(
    "status",
    (
        Move("lapse", _("到期不再核发"), VALID, Validity.NOT_RENEWED, CLERKS, form=forms.ReasonForm,
             effect=services.end_permit),
        Move("cancel", _("注销"), VALID, Validity.CANCELLED, CLERKS, form=forms.ReasonForm, effect=services.end_permit),
        Move("revoke", _("撤销或吊销"), VALID, Validity.REVOKED, CLERKS, form=forms.ReasonForm,
             effect=services.end_permit, tone="danger"),
        Move("renew", _("已换新证"), VALID, Validity.RENEWED, CLERKS, form=forms.ReasonForm,
             effect=services.end_permit),
        Move("revive", _("恢复有效"), ENDED, Validity.VALID, CLERKS, form=forms.ReasonForm, effect=services.revive),
    ),
    final={Validity.RENEWED, *ENDED},
)  # fmt: skip
