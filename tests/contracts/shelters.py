"""A third ledger as a developer would add it: one model, one declaration, and every door is there."""

from django.db import models
from django.db.models import Q

from anlan.base.dictionaries.fields import TermField
from anlan.base.people import roles
from anlan.base.people.access import Scope
from anlan.base.people.fields import LineField
from anlan.base.places.fields import PlaceField
from anlan.base.text import mask_phone
from anlan.kit.flow.moves import Flow, Move
from anlan.kit.geo.models import Located
from anlan.kit.ledger.declaration import DEFAULT_GRANTS, Group, Layer, Ledger
from anlan.kit.records.models import Record


class Shelter(Record, Located):
    """应急避难场所."""

    number = models.CharField("场所编号", max_length=24, unique=True, editable=False)
    name = models.CharField("场所名称", max_length=80)
    kind = TermField("shelter-kind", verbose_name="场所类型")
    grade = models.CharField("等级", max_length=8, choices=[("long", "长期"), ("short", "短期")], blank=True)
    capacity = models.PositiveIntegerField("容纳人数", null=True, blank=True)
    area = models.DecimalField("面积（平方米）", max_digits=12, decimal_places=2, null=True, blank=True)
    opened_on = models.DateField("启用日期", null=True, blank=True)
    checked_at = models.DateTimeField("最近检查时间", null=True, blank=True)
    heated = models.BooleanField("有取暖设施", default=False)
    keeper = models.CharField("管理人", max_length=40, blank=True)
    phone = models.CharField("管理人电话", max_length=30, blank=True)
    organisation = models.ForeignKey(
        "people.Organisation", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="管理单位"
    )
    place = PlaceField("属地")
    line = LineField("条线", null=True, blank=True)
    note = models.TextField("备注", blank=True)
    status = models.CharField(
        "状态",
        max_length=8,
        choices=[("ready", "备用"), ("open", "已启用"), ("ended", "已撤销")],
        default="ready",
        editable=False,
    )

    class Meta:
        app_label = "shelters"
        verbose_name = verbose_name_plural = "避难场所"

    def __str__(self) -> str:
        return self.name


class ShelterLedger(Ledger):
    """避难场所台账."""

    model = Shelter
    code = "shelter"
    section = "应急准备"
    columns = ("name", "kind", "place", "grade", "capacity", "status", "phone", "updated_at")
    chips = {"已启用": Q(status="open")}
    search = ("number", "name", "keeper", "phone")
    filters = {
        "place": ["subtree"], "kind": ["exact"], "grade": ["exact"], "opened_on": ["range"], "heated": ["exact"],
        "capacity": ["exact"], "checked_at": ["range"], "line": ["subtree"],
    }  # fmt: skip
    sorts = ("-id", "capacity", "opened_on", "-checked_at", "name", "area")
    groups = (
        Group("基本情况", ("name", "kind", "grade", "capacity", "area", "opened_on", "checked_at", "heated")),
        Group("管理", ("organisation", "keeper", "phone", "note")),
        Group("位置", ("place", "line", "longitude", "latitude")),
    )
    import_keys = (("number",), ("name", "place"))
    masked = {"phone": mask_phone}
    layer = Layer(colour="status")
    flow = Flow(
        "status",
        (
            Move("open", "启用", {"ready"}, "open", (roles.COMMAND, roles.TOWNSHIP)),
            Move("close", "停用", {"open"}, "ready", (roles.COMMAND, roles.TOWNSHIP)),
            Move("end", "撤销场所", {"ready", "open"}, "ended", (roles.SAFETY_OFFICE,)),
        ),
        final={"ended"},
    )
    scope = Scope(organisation="organisation")
    grants = {"view": (*DEFAULT_GRANTS["view"], roles.ENTERPRISE)}
    photographs = (("site", "现场照片"),)
    number = "BN"
    chart = ("place", "kind", "status")
