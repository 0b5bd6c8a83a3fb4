# ruff: noqa: E501 - a table of texts, one to a line
"""The local dictionaries of the demonstration county: lines of supervision, sectors, flags, sources, categories.

Data only. Another county has other lists and edits them in the browser.
"""

from __future__ import annotations

from dataclasses import dataclass

from anlan.demo import campaign_words, enforcement_words, governance_words
from anlan.subjects.accidents import standards as accident_standards
from anlan.subjects.warnings import kinds

LINES: tuple[tuple[str, str], ...] = (
    ("01", "危险化学品"),
    ("0101", "危化品生产"),
    ("0102", "危化品经营"),
    ("02", "烟花爆竹"),
    ("03", "非煤矿山"),
    ("04", "工贸"),
    ("0401", "冶金建材机械"),
    ("0402", "轻工纺织"),
    ("0403", "食品与仓储"),
    ("05", "消防"),
    ("06", "建筑施工"),
    ("07", "道路运输"),
    ("08", "城镇燃气"),
    ("09", "文化旅游"),
    ("10", "教育卫生民政"),
    ("11", "农业农村"),
)


@dataclass(frozen=True)
class Sector:
    """`share` of all enterprises in per mille; `risky` how likely a high risk colour is; `where` town, park, hill or any."""

    code: str
    name: str
    line: str
    share: int
    risky: float
    where: str
    staff: tuple[int, int]
    other_names: str = ""


SECTORS: tuple[Sector, ...] = (
    Sector("chemical", "化工", "0101", 14, 0.75, "park", (12, 320), "危化品生产、化工企业"),
    Sector("fuel", "危化品经营", "0102", 34, 0.45, "any", (4, 18), "加油站"),
    Sector("gas", "城镇燃气", "08", 18, 0.55, "any", (5, 40), "燃气"),
    Sector("fireworks", "烟花爆竹", "02", 42, 0.40, "any", (1, 4), "烟花爆竹零售"),
    Sector("mine", "非煤矿山", "03", 14, 0.70, "hill", (15, 180), "矿山、采石"),
    Sector("metal", "冶金有色", "0401", 12, 0.60, "park", (20, 380), "冶金、有色"),
    Sector("cement", "建材", "0401", 48, 0.30, "any", (8, 220), "水泥、混凝土"),
    Sector("machinery", "机械制造", "0401", 126, 0.18, "park", (6, 420), "机械"),
    Sector("wood", "木材家具", "0402", 76, 0.40, "any", (5, 160), "家具、木制品"),
    Sector("plastic", "轻工塑料", "0402", 64, 0.25, "park", (6, 200), "塑料、包装、轻工"),
    Sector("textile", "纺织服装", "0402", 68, 0.25, "park", (10, 350), "纺织、服装"),
    Sector("food", "食品加工", "0403", 62, 0.25, "any", (5, 240), "食品、粮油"),
    Sector("storage", "仓储物流", "0403", 40, 0.22, "park", (4, 120), "仓储、物流"),
    Sector("building", "建筑施工", "06", 52, 0.35, "town", (15, 260), "建筑"),
    Sector("transport", "道路运输", "07", 38, 0.30, "town", (6, 150), "运输"),
    Sector("mall", "商贸市场", "05", 84, 0.15, "town", (3, 180), "商场、市场"),
    Sector("hotel", "餐饮住宿", "05", 104, 0.12, "town", (2, 90), "餐饮、宾馆"),
    Sector("school", "教育培训", "10", 30, 0.08, "town", (8, 160), "学校、幼儿园"),
    Sector("care", "医疗养老", "10", 22, 0.15, "town", (6, 140), "养老、医疗"),
    Sector("tourism", "文化旅游", "09", 14, 0.20, "hill", (5, 120), "旅游、景区"),
    Sector("farm", "农业养殖", "11", 38, 0.12, "hill", (2, 60), "农业、养殖"),
)

FLAGS: tuple[tuple[str, str], ...] = (
    ("major-source", "重大危险源"),
    ("dust", "粉尘涉爆"),
    ("ammonia", "涉氨制冷"),
    ("confined", "有限空间"),
    ("spray", "喷涂作业"),
    ("molten", "高温熔融金属"),
    ("three-places", "三场所三企业"),
    ("labour", "劳动密集型"),
    ("above-scale", "规模以上"),
    ("high-risk", "高危行业"),
    ("small-park", "小微企业园"),
    ("two-key", "两重点一重大"),
    ("producer", "危化品生产"),
    ("supply", "保供企业"),
    ("crowded", "人员密集场所"),
)
FLAGS_OF_SECTORS: dict[str, tuple[tuple[str, float], ...]] = {
    "chemical": (("major-source", 0.4), ("confined", 0.7)),
    "fuel": (("major-source", 0.02), ("confined", 0.3)),
    "gas": (("major-source", 0.15),),
    "metal": (("molten", 0.8), ("three-places", 0.8), ("dust", 0.2)),
    "cement": (("confined", 0.5),),
    "machinery": (("spray", 0.25), ("dust", 0.08)),
    "wood": (("dust", 0.7), ("spray", 0.4), ("three-places", 0.4)),
    "plastic": (("labour", 0.2),),
    "textile": (("labour", 0.6), ("confined", 0.15)),
    "food": (("ammonia", 0.22), ("confined", 0.3), ("dust", 0.15), ("three-places", 0.2)),
    "storage": (("ammonia", 0.12),),
    "mall": (("crowded", 0.7),),
    "hotel": (("crowded", 0.4),),
    "school": (("crowded", 0.8),),
    "care": (("crowded", 0.7),),
    "farm": (("confined", 0.4),),
}

SOURCES: tuple[tuple[str, str, int], ...] = (
    ("routine", "日常检查", 34),
    ("random", "双随机", 9),
    ("campaign", "百日行动", 17),
    ("special", "专项整治", 12),
    ("expert", "专家指导", 9),
    ("mutual", "交叉互查", 4),
    ("self", "企业自查", 9),
    ("grid", "网格巡查", 4),
    ("report", "举报投诉", 1),
    ("superior", "上级督办", 1),
    ("alarm", "监测报警", 0),
    ("analogy", "事故类比", 0),
    ("party", "党员排查", 0),
    ("feedback", "督导反馈", 0),
)
WITHOUT_INSPECTION = frozenset({"self", "grid", "report", "alarm"})

INSPECTION_KINDS: tuple[tuple[str, str], ...] = (
    ("routine", "日常检查"),
    ("random", "双随机检查"),
    ("campaign", "大检查"),
    ("special", "专项检查"),
    ("expert", "“执法+专家”检查"),
    ("mutual", "交叉互查"),
    ("superior", "督查暗访"),
    ("festival", "节前检查"),
    ("guidance", "督导检查"),
    ("covert", "暗访（四不两直）"),
    ("self", "企业自查"),
    ("video", "视频检查"),
    ("revisit", "整改复查"),
)
SELF_CHECK_RANKS = ("企业负责人", "安全部门", "车间", "班组", "员工")
INSPECTION_RESULTS: tuple[tuple[str, str], ...] = (
    ("clean", "未发现问题"),
    ("ordered", "发现问题已责令改正"),
    ("hindered", "不配合检查情节严重"),
    ("gone", "通过登记的住所无法联系"),
    ("inactive", "未开展本次抽查涉及的经营活动"),
    ("cancelled", "已注销或被吊销"),
)

ORGANISATION_KINDS: tuple[tuple[str, str], ...] = (
    ("bureau", "应急管理局"),
    ("section", "局内设机构"),
    ("department", "行业主管部门"),
    ("town", "乡镇街道"),
    ("town-office", "乡镇应急办"),
    ("village", "村社"),
    ("enterprise", "企业"),
    ("committee", "安全生产委员会"),
    ("specialist-committee", "安全生产专业委员会"),
)

BASIC_CATEGORIES = (
    "资质证照", "安全生产管理机构及人员", "安全生产责任制", "安全生产管理制度", "安全操作规程", "教育培训", "安全生产管理档案", "安全生产投入",
    "应急管理", "特种设备基础管理", "职业卫生基础管理", "相关方基础管理", "其他基础管理",
)  # fmt: skip
SITE_CATEGORIES = (
    "特种设备现场管理", "生产设备设施及工艺", "场所环境", "从业人员操作行为", "消防安全", "用电安全", "职业卫生现场安全", "有限空间现场安全", "辅助动力系统",
    "相关方现场管理", "其他现场管理",
)  # fmt: skip

ACCIDENT_TYPES = (  # GB 6441-2025
    "物体打击", "厂（场）内车辆致害", "道路（轨道）车辆致害", "机械致害", "起重致害", "触电", "淹溺", "灼烫", "火灾", "高处坠落", "跌落", "坍塌", "水害",
    "容器爆炸", "管道爆炸", "可燃气体爆炸", "可燃液体蒸气爆炸", "粉尘爆炸", "民用爆炸物品爆炸", "烟花爆竹爆炸", "其他可燃固体爆炸", "高温熔融物爆炸", "中毒", "窒息",
    "滑坡", "泄漏", "其他",
)  # fmt: skip


TEAM_KINDS: tuple[tuple[str, str], ...] = (
    ("forest", "森林草原扑火"),
    ("general", "综合应急救援"),
    ("flood", "防汛抢险"),
    ("chemical", "危险化学品救援"),
    ("mine", "矿山救护"),
    ("medical", "医疗卫生救援"),
    ("road", "道路抢通"),
    ("power", "电力抢修"),
    ("signal", "通信保障"),
    ("social", "社会应急力量"),
)
TEAM_ROLES: tuple[tuple[str, str], ...] = (
    ("leader", "队长"),
    ("deputy", "副队长"),
    ("member", "队员"),
    ("driver", "驾驶员"),
    ("safety", "安全员"),
    ("signal", "通信员"),
)
EVENT_KINDS: tuple[tuple[str, str], ...] = (  # codes of the national emergency platform
    ("11A00", "水旱灾害"),
    ("11B00", "气象灾害"),
    ("11C00", "地震灾害"),
    ("11D00", "地质灾害"),
    ("11G00", "森林草原火灾"),
    ("12A00", "煤矿事故"),
    ("12B00", "金属与非金属矿山事故"),
    ("12C00", "建筑业事故"),
    ("12D00", "危险化学品事故"),
    ("12E00", "烟花爆竹和民用爆炸物事故"),
    ("12F00", "其他工矿商贸事故"),
    ("12G00", "火灾事故"),
    ("12H00", "道路交通事故"),
    ("12N00", "特种设备事故"),
    ("13000", "公共卫生事件"),
    ("14000", "社会安全事件"),
)
INCIDENT_SOURCES: tuple[tuple[str, str], ...] = (
    ("transfer", "110、119 转警"),
    ("town", "乡镇报告"),
    ("public", "群众来电"),
    ("alarm", "监测报警"),
    ("officer", "灾害信息员报告"),
    ("department", "部门通报"),
    ("superior", "上级通报"),
    ("media", "网络信息"),
)
REPORT_RECIPIENTS: tuple[tuple[str, str], ...] = (
    ("committee", "县委办公室"),
    ("government", "县政府办公室"),
    ("city", "市应急管理局"),
)


DUTY_SKILLS: tuple[tuple[str, str], ...] = (
    ("radio", "应急通信操作"),
    ("dispatch", "指挥平台操作"),
    ("driver", "驾驶"),
)
KEY_PERIOD_KINDS: tuple[tuple[str, str], ...] = (
    ("holiday", "节假日"),
    ("guard", "特护期"),
    ("forest", "森林防火期"),
    ("flood", "汛期"),
    ("event", "重大活动"),
)


def duty_dictionaries() -> list[tuple[str, str, str, list[tuple[str, ...]]]]:
    """Those of duty and key periods."""
    return [
        ("duty-skill", "值班技能", "本局", [(code, name, "", "") for code, name in DUTY_SKILLS]),
        ("key-period-kind", "重要时段类别", "本局", [(code, name, "", "") for code, name in KEY_PERIOD_KINDS]),
    ]


def emergency_dictionaries() -> list[tuple[str, str, str, list[tuple[str, ...]]]]:
    """Those of teams, incidents and their reports."""

    def entries(pairs: tuple[tuple[str, str], ...]) -> list[tuple[str, ...]]:
        return [(code, name, "", "") for code, name in pairs]

    return [
        ("team-kind", "队伍类型", "本局", entries(TEAM_KINDS)),
        ("team-role", "队员岗位", "本局", entries(TEAM_ROLES)),
        ("event-kind", "突发事件类型", "国标", entries(EVENT_KINDS)),
        ("incident-source", "信息来源", "本局", entries(INCIDENT_SOURCES)),
        ("report-recipient", "信息报送对象", "本局", entries(REPORT_RECIPIENTS)),
    ]


RECIPIENT_PURPOSES = (
    ("weather", "气象灾害预警"),
    ("forest-fire", "森林防火"),
    ("geology", "地质灾害"),
    ("flood", "防汛抗旱"),
)
RECIPIENT_ROLES = (
    ("head", "村级责任人"),
    ("household", "联户责任人"),
    ("deputy", "替补责任人"),
    ("observer", "监测员"),
)
BROADCAST_KINDS = (("speaker", "大喇叭"), ("column", "音柱"), ("home", "入户终端"), ("screen", "显示屏"))


def warning_dictionaries() -> list[tuple[str, str, str, list[tuple[str, ...]]]]:
    """Those of warnings and of who hears them."""
    return [
        (kinds.DICTIONARY, kinds.TITLE, "国标", [tuple(entry) for entry in kinds.entries()]),
        ("recipient-purpose", "接收名单用途", "本局", [(code, name, "", "") for code, name in RECIPIENT_PURPOSES]),
        ("recipient-role", "接收人身份", "本局", [(code, name, "", "") for code, name in RECIPIENT_ROLES]),
        ("broadcast-kind", "广播终端类型", "本局", [(code, name, "", "") for code, name in BROADCAST_KINDS]),
    ]


STATION_KINDS = (
    ("level", "水位站"),
    ("rain", "雨量站"),
    ("tower", "瞭望塔"),
    ("tank-farm", "罐区"),
    ("slope", "地灾监测点"),
)
DEVICE_KINDS = (
    ("level-gauge", "水位计"),
    ("rain-gauge", "雨量计"),
    ("fire-camera", "森林防火探头"),
    ("gas-detector", "可燃气体探测器"),
    ("tank-gauge", "储罐液位压力计"),
    ("camera", "视频监控"),
    ("siren", "报警器"),
    ("displacement", "位移计"),
    ("fire-host", "消防用户信息传输装置"),
)


def monitoring_dictionaries() -> list[tuple[str, str, str, list[tuple[str, ...]]]]:
    """Those of stations and devices."""
    return [
        ("station-kind", "监测站点类型", "本局", [(code, name, "", "") for code, name in STATION_KINDS]),
        ("device-kind", "监测设备类型", "本局", [(code, name, "", "") for code, name in DEVICE_KINDS]),
    ]


PERMIT_CATEGORIES = (
    ("fireworks-retail", "烟花爆竹零售"),
    ("fireworks-wholesale", "烟花爆竹批发"),
    ("chemical-trade", "危险化学品经营"),
    ("precursor", "非药品类易制毒化学品"),
    ("project-review", "建设项目安全审查"),
)
COMPLAINT_SOURCES = (
    ("12350", "12350 举报电话"),
    ("12345", "12345 热线转办"),
    ("province", "省厅转办"),
    ("city", "市局转办"),
    ("visit", "来信来访"),
    ("network", "网络平台"),
    ("insider", "企业员工举报"),
)
COMPLAINT_CATEGORIES = (
    ("hazard", "事故隐患"),
    ("illegal", "非法违法行为"),
    ("concealed", "瞒报谎报事故"),
    ("worker", "从业人员权益"),
    ("advice", "咨询建议"),
)


def public_dictionaries() -> list[tuple[str, str, str, list[tuple[str, ...]]]]:
    """Those of permits and complaints."""
    return [
        ("permit-category", "许可类别", "本局", [(code, name, "", "") for code, name in PERMIT_CATEGORIES]),
        ("complaint-source", "举报来源", "本局", [(code, name, "", "") for code, name in COMPLAINT_SOURCES]),
        ("complaint-category", "举报类别", "本局", [(code, name, "", "") for code, name in COMPLAINT_CATEGORIES]),
    ]


RISK_POINT_KINDS = (("facility", "设备设施"), ("work", "作业活动"), ("area", "场所区域"), ("process", "工艺过程"))
SAFETY_SYSTEMS = (
    ("gas-alarm", "可燃和有毒气体监测报警"),
    ("cut-off", "紧急切断"),
    ("automation", "自动化控制"),
    ("interlock", "安全仪表联锁"),
    ("video", "视频监控"),
)
PROVIDER_KINDS = (
    ("insurer", "保险机构"),
    ("evaluation", "安全评价机构"),
    ("testing", "检测检验机构"),
    ("training", "安全培训机构"),
    ("service", "技术服务机构"),
)
SAFETY_SERVICE_KINDS = (
    ("screening", "隐患排查"),
    ("training", "安全培训"),
    ("drill", "应急演练"),
    ("standard", "标准化建设辅导"),
    ("assessment", "风险辨识评估"),
)
INSURANCE_KINDS = (
    ("liability", "安全生产责任保险"),
    ("disaster", "自然灾害救助保险"),
    ("housing", "农房保险"),
    ("other", "其他保险"),
)
EXPERT_TIERS = (("province", "省级专家"), ("city", "市级专家"), ("own", "企业自聘专家"), ("inside", "企业内部专家"))
EXPERT_SPECIALITIES = (
    ("process", "化工工艺"),
    ("equipment", "设备"),
    ("electric", "电气仪表"),
    ("fire", "消防"),
    ("mine", "矿山"),
    ("dust", "粉尘防爆"),
    ("management", "安全管理"),
)
EXPERT_SERVICE_KINDS = (
    ("guidance", "指导服务"),
    ("check", "安全体检"),
    ("review", "评审论证"),
    ("emergency", "应急支持"),
)
CERTIFICATE_KINDS = (
    ("production", "安全生产许可证"),
    ("trade", "危险化学品经营许可证"),
    ("fireworks", "烟花爆竹经营（零售）许可证"),
    ("head", "主要负责人安全合格证"),
    ("manager", "安全管理人员合格证"),
    ("special", "特种作业操作证"),
    ("equipment", "特种设备使用登记证"),
)
PROJECT_KINDS = (("new", "新建"), ("rebuilt", "改建"), ("extended", "扩建"))


def enterprise_dictionaries() -> list[tuple[str, str, str, list[tuple[str, ...]]]]:
    """Those of the files of enterprises."""

    def entries(pairs: tuple[tuple[str, str], ...]) -> list[tuple[str, ...]]:
        return [(code, name, "", "") for code, name in pairs]

    return [
        ("risk-point-kind", "风险点类型", "本局", entries(RISK_POINT_KINDS)),
        ("safety-system", "安全监测系统", "本局", entries(SAFETY_SYSTEMS)),
        ("provider-kind", "服务机构类别", "本局", entries(PROVIDER_KINDS)),
        ("safety-service-kind", "安全服务项目", "本局", entries(SAFETY_SERVICE_KINDS)),
        ("insurance-kind", "险种", "本局", entries(INSURANCE_KINDS)),
        ("expert-tier", "专家层级", "省厅", entries(EXPERT_TIERS)),
        ("expert-speciality", "专家专业", "本局", entries(EXPERT_SPECIALITIES)),
        ("expert-service-kind", "专家服务类型", "本局", entries(EXPERT_SERVICE_KINDS)),
        ("certificate-kind", "安全证照类别", "本局", entries(CERTIFICATE_KINDS)),
        ("project-kind", "建设性质", "本局", entries(PROJECT_KINDS)),
    ]


LISTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (  # what reports call by its number of entries
    ("list-three-sites", "三场所", ("粉尘涉爆场所", "喷涂作业场所", "有限空间作业场所")),
    ("list-three-firms", "三企业", ("金属冶炼企业", "船舶修造企业", "涉氨制冷企业")),
    ("list-two-registers", "两个清单", ("问题隐患清单", "制度措施清单")),
    ("list-five-in-place", "五到位", ("安全责任", "安全投入", "安全培训", "安全管理", "应急救援")),
)


def listed_dictionaries() -> list[tuple[str, str, str, list[tuple[str, ...]]]]:
    """Those whose entries are counted only."""
    return [
        (code, name, "本局", [(f"{number}", entry, "", "") for number, entry in enumerate(entries, 1)])
        for code, name, entries in LISTS
    ]


def dictionaries() -> list[tuple[str, str, str, list[tuple[str, ...]]]]:
    """(code, name, owner, entries) of every dictionary; entries are (code, name, parent code, other names)."""
    categories = [("A", "基础管理", "", ""), ("B", "现场管理", "", "")]
    categories += [(f"A{i:02d}", name, "A", "") for i, name in enumerate(BASIC_CATEGORIES, 1)]
    categories += [(f"B{i:02d}", name, "B", "") for i, name in enumerate(SITE_CATEGORIES, 1)]
    return [
        ("sector", "监管行业", "本局", [(s.code, s.name, "", s.other_names) for s in SECTORS]),
        ("enterprise-flag", "重点标识", "本局", [(code, name, "", "") for code, name in FLAGS]),
        ("hazard-source", "隐患来源", "本局", [(code, name, "", "") for code, name, _ in SOURCES]),
        ("inspection-kind", "检查类型", "本局", [(code, name, "", "") for code, name in INSPECTION_KINDS]),
        ("inspection-result", "检查结果", "省厅", [(code, name, "", "") for code, name in INSPECTION_RESULTS]),
        ("self-check-rank", "自查层级", "本局", [(f"{i}", n, "", "") for i, n in enumerate(SELF_CHECK_RANKS, 1)]),
        ("organisation-kind", "单位类别", "本局", [(code, name, "", "") for code, name in ORGANISATION_KINDS]),
        ("hazard-category", "隐患类别", "省厅", list(categories)),
        ("accident-type", "事故类型", "国标", [(f"{i:02d}", name, "", "") for i, name in enumerate(ACCIDENT_TYPES, 1)]),
        *emergency_dictionaries(),
        *duty_dictionaries(),
        *warning_dictionaries(),
        *monitoring_dictionaries(),
        *enterprise_dictionaries(),
        *campaign_words.dictionaries(),
        *enforcement_words.dictionaries(),
        *governance_words.dictionaries(),
        *accident_standards.dictionaries(),
        *public_dictionaries(),
        *listed_dictionaries(),
    ]
