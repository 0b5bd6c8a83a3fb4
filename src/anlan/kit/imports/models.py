"""What is kept of an import: the session with its file and mapping, its judged rows, and what a confirmation did.

It must not know how files are read or rows are written.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from anlan.base import clock
from anlan.kit.geo.models import CoordinateSource


class State(models.TextChoices):
    """Where a session stands. In ``uploaded``, ``reading``, ``confirming`` and ``undoing`` work waits or runs."""

    UPLOADED = "uploaded", _("等待读取")
    READING = "reading", _("正在读取")
    READY = "ready", _("待确认")
    CONFIRMING = "confirming", _("正在导入")
    DONE = "done", _("已导入")
    UNDOING = "undoing", _("正在撤销")
    UNDONE = "undone", _("已撤销")
    FAILED = "failed", _("无法导入")
    DROPPED = "dropped", _("已放弃")


WAITING = (State.UPLOADED, State.READING, State.CONFIRMING, State.UNDOING)


class Kind(models.TextChoices):
    """What an import would do with a row of the sheet."""

    NEW = "new", _("新增")
    CHANGED = "changed", _("变更")
    SAME = "same", _("相同")
    REFUSED = "refused", _("退回")


class ImportSession(models.Model):
    """One file on its way into one ledger.

    ``attempt`` grows with each claim: a worker whose number is no longer the session's must write nothing more.
    ``mapping`` is what people chose, header → field ("" for none); ``columns`` what the last reading made of it, a list
    of ``[header, field or null, how]``. ``repairs`` are cells typed in the page, ``{"sheet!row": {field: text}}``.
    ``context``: the year that completes days without one, and Excel's date system.
    ``stale`` means that the ledger has changed under the preview, which must be made again before confirming.
    """

    ledger = models.CharField(_("台账"), max_length=40)
    name = models.CharField(_("文件名"), max_length=150)
    sha256 = models.CharField(_("内容摘要"), max_length=64)
    size = models.PositiveBigIntegerField(_("大小（字节）"))
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default=State.UPLOADED)
    attempt = models.PositiveIntegerField(_("处理次数"), default=0)
    leased_until_at = models.DateTimeField(_("处理占用至"), null=True)
    progress = models.PositiveSmallIntegerField(_("进度"), default=0)
    progress_words = models.CharField(_("进度说明"), max_length=100, blank=True)
    error = models.TextField(_("原因"), blank=True)
    stale = models.BooleanField(_("需要重新预览"), default=False)
    sheet = models.CharField(_("选用的工作表"), max_length=100, blank=True)
    sheets = models.JSONField(_("工作表"), default=list)
    titles = models.JSONField(_("表头上方文字"), default=list)
    header_first = models.PositiveIntegerField(_("表头首行"), default=0)
    header_last = models.PositiveIntegerField(_("表头末行"), default=0)
    context = models.JSONField(_("日期背景"), default=dict)
    mapping = models.JSONField(_("人工对应"), default=dict)
    columns = models.JSONField(_("列对应"), default=list)
    samples = models.JSONField(_("列样例"), default=list)
    notes = models.JSONField(_("提示"), default=list)
    repairs = models.JSONField(_("页面更正"), default=dict)
    clear_empty = models.BooleanField(_("空单元格清空原值"), default=False)
    coordinates = models.CharField(
        _("坐标系"), max_length=5, choices=CoordinateSource.choices, default=CoordinateSource.WGS84
    )
    counts = models.JSONField(_("行数"), default=dict)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("上传人")
    )
    created_at = models.DateTimeField(_("上传时间"), default=clock.now)
    read_at = models.DateTimeField(_("读取时间"), null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("确认人")
    )
    confirmed_at = models.DateTimeField(_("导入时间"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("撤销人")
    )
    undone_at = models.DateTimeField(_("撤销时间"), null=True)

    class Meta:
        verbose_name = _("导入")
        verbose_name_plural = _("导入")
        indexes = [
            models.Index(fields=["ledger", "id"]),
            models.Index(fields=["state", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.name}"

    @property
    def waits(self) -> bool:
        """Is work on this session waiting or running?"""
        return self.state in WAITING


class ImportRow(models.Model):
    """One row of the sheet as judged. ``values`` are what would be written, by attribute; ``before`` what they replace.

    ``cells`` are the row's own cells, kept where it was refused or repaired. ``target_version`` is the version of the
    existing row that the preview saw.
    """

    # No constraint in the database: sessions are never deleted, and it would be checked once for each of the rows.
    session = models.ForeignKey(
        ImportSession, models.CASCADE, related_name="rows", db_index=False, db_constraint=False, verbose_name=_("导入")
    )
    position = models.PositiveIntegerField(_("次序"))
    sheet = models.CharField(_("工作表"), max_length=100, blank=True)
    sheet_row = models.PositiveIntegerField(_("行号"))
    kind = models.CharField(_("结果"), max_length=8, choices=Kind.choices)
    target_id = models.BigIntegerField(_("已有记录"), null=True)
    target_version = models.PositiveIntegerField(_("已有记录版本"), null=True)
    values = models.JSONField(_("值"), default=dict)
    before = models.JSONField(_("原值"), null=True)
    reasons = models.JSONField(_("退回原因"), default=list)
    cells = models.JSONField(_("原单元格"), null=True)

    class Meta:
        verbose_name = _("导入行")
        verbose_name_plural = _("导入行")
        indexes = [models.Index(fields=["session", "kind", "position"])]

    def __str__(self) -> str:
        return f"{self.session_id}:{self.sheet_row}"


class ImportEffect(models.Model):
    """What confirming one row did; ``kept`` says why undoing left it as it is."""

    session = models.ForeignKey(
        ImportSession,
        models.CASCADE,
        related_name="effects",
        db_index=False,
        db_constraint=False,
        verbose_name=_("导入"),
    )
    sheet_row = models.PositiveIntegerField(_("行号"))
    object_id = models.BigIntegerField(_("记录"))
    version_after = models.PositiveIntegerField(_("导入后版本"))
    before = models.JSONField(_("原值"), null=True)
    kept = models.CharField(_("未撤销原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("导入结果")
        verbose_name_plural = _("导入结果")
        indexes = [models.Index(fields=["session", "id"])]

    def __str__(self) -> str:
        return f"{self.session_id}:{self.object_id}"


class HeaderMemory(models.Model):
    """What people last took a heading for in a ledger; an empty ``field`` means that it is left out."""

    ledger = models.CharField(_("台账"), max_length=40)
    header = models.CharField(_("表头"), max_length=200)
    field = models.CharField(_("字段"), max_length=60, blank=True)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("选择人")
    )
    chosen_at = models.DateTimeField(_("选择时间"), default=clock.now)

    class Meta:
        verbose_name = _("表头记忆")
        verbose_name_plural = _("表头记忆")
        constraints = [models.UniqueConstraint(fields=["ledger", "header"], name="header_memory_once")]

    def __str__(self) -> str:
        return f"{self.header} → {self.field}"
