"""Score sheets and steps of escalation that an installation starts with, as data: wordings that reports and papers use.
They become rows, which the bureau edits before it puts them to use; nothing reads them afterwards."""

from anlan.subjects.governance.choices import Whom

Sheet = tuple[str, str, str, tuple[str, ...], tuple[str, ...], str]

SHEETS: tuple[Sheet, ...] = (  # name, family, kind, kinds of units, items, basis
    ("乡镇“六有”（甲式）", "乡镇六有", "capacity", ("town-office",),
     ("有机构", "有队伍", "有预案", "有物资", "有场所", "有平台"), "基层应急能力标准化建设"),
    ("村“三有”（甲式）", "村级三有", "capacity", ("village",),
     ("有网格员队伍", "有装备物资", "有工作制度"), "基层应急能力标准化建设"),
    ("乡镇“六有”（乙式）", "乡镇六有（乙）", "capacity", ("town-office",),
     ("有班子", "有机制", "有预案", "有队伍", "有物资", "有培训演练"), "各地按本级文件修改"),
    ("村“三有”（乙式）", "村级三有（乙）", "capacity", ("village",),
     ("有场地设施", "有物资装备", "有工作制度"), "各地按本级文件修改"),
    ("应急管理“八化”", "应急管理八化", "modern", ("town-office", "department"),
     ("应急评估常态化", "预防准备标准化", "预警监测智能化", "应急预案实操化", "应急处置精细化", "应急救援专业化",
      "应急管理信息化", "培训教育普及化"), "各地按本级文件修改"),
    ("值班值守“四个到位”", "值班四个到位", "duty", ("town-office", "department"),
     ("人员到位", "设备到位", "制度到位", "保障到位"), "各地按本级文件修改"),
    ("企业主体责任“五到位”", "企业五到位", "enterprise", ("enterprise",),
     ("安全责任到位", "安全投入到位", "安全培训到位", "安全管理到位", "应急救援到位"),
     "安全生产法关于企业主体责任的规定"),
)  # fmt: skip

STEPS = ((1, Whom.TARGET), (3, Whom.SUPERIOR), (7, Whom.LEADER))
"""Days after the deadline, and who is told then."""
