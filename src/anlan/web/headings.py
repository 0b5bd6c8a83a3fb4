"""Under which heading of its section an entry of the menu stands, for sections that hold more than a screen of entries.

Names entries only: a ledger's code, or the name of a page's address. Who may open them is not known here."""

from typing import Any

from django.utils.translation import gettext_lazy as _

HEADINGS: tuple[tuple[Any, tuple[tuple[Any, str], ...]], ...] = (
    (
        _("值班值守"),
        (
            (
                _("值班排班"),
                (
                    "duty-now duty-mine duty-roster duty-hours duty-phones shift duty-swap absence handover "
                    "presence-check duty-post duty-member"
                ),
            ),
            (_("信息报送"), "duty-reports report-due report-duty"),
            (
                _("通知叫应"),
                (
                    "notice-list call-policy recipient-list list-member notice-contacts notice-quiet-hours "
                    "communication-test notice-phones"
                ),
            ),
        ),
    ),
    (
        _("监测预警"),
        (
            (_("监测"), "alarm monitoring-health station device element threshold feed fault upkeep video-patrol"),
            (
                _("预警"),
                (
                    "warnings-now warning warning-text warning-upload warning-intake consultation fire-ban "
                    "warning-template warning-feed trusted-sender broadcast-terminal"
                ),
            ),
        ),
    ),
    (
        _("安全监管"),
        (
            (_("检查与行动"), "campaign round inspection checklist checklist-item checklist-book"),
            (_("隐患治理"), "hazard hazard-group stop-order major-criteria review-term lateness-rule"),
            (
                _("企业档案"),
                (
                    "enterprise-mine enterprise enterprise-rates standardisation certificate construction-project "
                    "contractor"
                ),
            ),
            (_("风险与重大危险源"), "risk-point risk-scheme major-source source-substance safety-equipment"),
            (
                _("保险与专家服务"),
                (
                    "insurance-policy insurance-service insurance-claim service-contract safety-provider expert "
                    "expert-service"
                ),
            ),
            (
                _("生产安全事故"),
                (
                    "accident accident-monitor accident-casualty accident-report investigation inquiry-item "
                    "accident-sanction accident-measure accident-limit"
                ),
            ),
        ),
    ),
    (
        _("执法"),
        (
            (
                _("计划与抽查"),
                (
                    "enforcement-plan plan-item draw supervision-matter draw-rule town-quota enforcement-quotas "
                    "enforcement-rates rate-formula"
                ),
            ),
            (
                _("案件办理"),
                (
                    "case enforcement-cases paper case-transfer coercive-measure firm-closure enforcement-exchange "
                    "statutory-limit paper-kind"
                ),
            ),
            (_("执法队伍"), "enforcement-corps officer officer-training recusal delegation"),
            (_("许可与举报"), "permit-application permit permit-board permit-item complaint complaint-limit"),
        ),
    ),
    (
        _("责任督办"),
        (
            (
                _("任务与通报"),
                (
                    "campaign-board task measure target meeting document document-receipt bulletin work-group "
                    "work-group-member key-period"
                ),
            ),
            (
                _("督办与问责"),
                (
                    "supervision-order listing governance-board interview interviewee lesson lesson-receipt "
                    "accountability escalation-rule"
                ),
            ),
            (
                _("责任清单与包联"),
                (
                    "governance-lists responsibility-list responsibility-item committee-member leader-contact "
                    "leader-visit governance-leaders grassroots-act governance-grassroots"
                ),
            ),
            (_("责任书"), "governance-my-letters governance-letters letter-round letter"),
            (
                _("考核与保障"),
                (
                    "assessment governance-ranking governance-coverage score-sheet score-item fund governance-funds "
                    "award"
                ),
            ),
            (
                _("党建"),
                (
                    "governance-party programme milestone milestone-record party-body party-post party-team "
                    "party-activity"
                ),
            ),
        ),
    ),
)
