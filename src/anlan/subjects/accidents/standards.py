# ruff: noqa: E501 - a table of texts
"""National lists that an installation starts with, as data: types of accidents by edition, statistical sectors, inquiry
lines, limits of reporting. They become dictionary terms and rows, which the bureau edits; nothing reads them afterwards."""

from datetime import date

KINDS = "accident-kind"
SECTORS = "accident-sector"
SCHEMES = "inquiry-scheme"
EDITION_FROM = date(2026, 7, 1)  # GB 6441-2025 in force; GB/T 6441-1986 before
NEW, OLD = "2025-", "1986-"

TYPES_2025 = (
    "物体打击", "厂（场）内车辆致害", "道路（轨道）车辆致害", "机械致害", "起重致害", "触电", "淹溺", "灼烫", "火灾", "高处坠落", "跌落", "坍塌", "水害",
    "容器爆炸", "管道爆炸", "可燃气体爆炸", "可燃液体蒸气爆炸", "粉尘爆炸", "民用爆炸物品爆炸", "烟花爆竹爆炸", "其他可燃固体爆炸", "高温熔融物爆炸", "中毒", "窒息",
    "滑坡", "泄漏", "其他",
)  # fmt: skip
# Name in 1986, and the one type of 2025 that it surely is; empty where somebody must choose.
TYPES_1986 = (
    ("物体打击", "物体打击"), ("车辆伤害", ""), ("机械伤害", "机械致害"), ("起重伤害", "起重致害"), ("触电", "触电"), ("淹溺", "淹溺"),
    ("灼烫", "灼烫"), ("火灾", "火灾"), ("高处坠落", "高处坠落"), ("坍塌", ""), ("冒顶片帮", "坍塌"), ("透水", "水害"), ("放炮", ""),
    ("火药爆炸", ""), ("瓦斯爆炸", "可燃气体爆炸"), ("锅炉爆炸", "容器爆炸"), ("容器爆炸", "容器爆炸"), ("其他爆炸", ""), ("中毒和窒息", ""), ("其他伤害", ""),
)  # fmt: skip
SECTOR_GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("industry", "工矿商贸", ("煤矿", "金属非金属矿山", "化工", "危险化学品", "烟花爆竹", "冶金机械等工贸行业", "建筑业", "其他工矿商贸")),
    ("road", "道路运输", ("公路客运", "公交客运", "出租客运", "网络约车", "旅游客运", "租赁", "教练", "货运", "危险化学品运输", "工程救险", "校车", "其他营运车辆")),
    ("other", "其他行业领域", ("水上运输", "铁路运输", "航空运输", "渔业船舶", "农业机械", "火灾", "特种设备", "其他")),
)  # fmt: skip
FOUR_INQUIRIES, TWO_REVERSE = "four", "reverse"
SCHEME_NAMES = ((FOUR_INQUIRIES, "一案四查"), (TWO_REVERSE, "两个倒查"))
# The lines differ from place to place: these are a beginning, which the bureau rewrites.
INQUIRY_LINES = (
    (FOUR_INQUIRIES, "查事故单位主体责任落实情况"),
    (FOUR_INQUIRIES, "查行业主管部门监管责任落实情况"),
    (FOUR_INQUIRIES, "查属地政府领导责任落实情况"),
    (FOUR_INQUIRIES, "查中介和技术服务机构责任落实情况"),
    (TWO_REVERSE, "倒查隐患排查治理责任"),
    (TWO_REVERSE, "倒查执法检查和行政许可责任"),
)
SANCTION_KINDS = (
    ("fine", "行政罚款"), ("licence", "吊销证照"), ("stop", "责令停产停业"), ("criminal", "刑事立案"), ("party", "党纪处分"),
    ("office", "政务处分"), ("admonish", "诫勉谈话"), ("dismiss", "撤职、解聘"), ("interview", "约谈"), ("internal", "企业内部处理"),
)  # fmt: skip
LIMITS = (  # name, step, gravest and lightest level it holds for, minutes, basis
    ("单位负责人 1 小时内报告", "firm", 1, 4, 60, "国务院令第493号第九条"),
    ("逐级上报每级不超过 2 小时", "upward", 1, 4, 120, "国务院令第493号第十一条"),
    ("同时报告本级人民政府", "government", 1, 4, 120, "国务院令第493号第十条"),
    ("较大以上事故 1 小时电话快报", "quick", 1, 3, 60, "安监总局令第21号（请核对条文）"),
    ("行业部门 24 小时内通报", "sector", 1, 4, 1440, "2016年五部门通知"),
    ("统计联网直报", "statistics", 1, 4, 1440, "生产安全事故统计管理办法（请按本省要求修改）"),
)
Entries = list[tuple[str, ...]]


def kinds() -> Entries:
    """(code, name, parent, other names) of both editions; those of 1986 lie below the type that they surely are now."""
    now = {name: f"{NEW}{number:02d}" for number, name in enumerate(TYPES_2025, 1)}
    made: Entries = [(code, name, "", "") for name, code in now.items()]
    for number, (name, becomes) in enumerate(TYPES_1986, 1):
        other = "" if name in now else name
        made.append((f"{OLD}{number:02d}", f"{name}（1986）", now.get(becomes, ""), other))
    return made


def sectors() -> Entries:
    """(code, name, parent, other names) of the statistical sectors under their three groups."""
    made: Entries = []
    for code, name, parts in SECTOR_GROUPS:
        made.append((code, name, "", ""))
        made += [(f"{code}-{number:02d}", part, code, "") for number, part in enumerate(parts, 1)]
    return made


def dictionaries() -> list[tuple[str, str, str, Entries]]:
    """(code, name, owner, entries) of the dictionaries of this subject."""
    return [
        (KINDS, "事故类别", "国标", kinds()),
        (SECTORS, "事故统计行业", "国家统计制度", sectors()),
        (SCHEMES, "倒查方案", "本局", [(code, name, "", "") for code, name in SCHEME_NAMES]),
        ("sanction-kind", "责任追究方式", "本局", [(code, name, "", "") for code, name in SANCTION_KINDS]),
        ("enterprise-group", "企业集团", "本局", []),
    ]
