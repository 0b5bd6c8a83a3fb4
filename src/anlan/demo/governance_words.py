# ruff: noqa: E501 - a table of texts, one to a line
"""The local dictionaries of responsibility and supervision, and the score sheets of the demonstration county. Data only."""

from __future__ import annotations

Terms = tuple[tuple[str, str], ...]

LISTS: dict[str, tuple[str, Terms]] = {
    "supervision-source": ("督办问题来源", (("patrol", "督查暗访"), ("hazard", "隐患排查"), ("meeting", "会议议定"), ("superior", "上级交办"), ("accident", "事故教训"), ("complaint", "群众举报"))),
    "responsibility-list-kind": ("责任清单类别", (("duty", "职责清单"), ("task", "任务清单"), ("enterprise", "监管企业清单"), ("hazard", "问题隐患清单"), ("institution", "制度措施清单"))),
    "responsibility-bearer": ("责任主体", (("party", "党委"), ("government", "政府"), ("department", "部门"), ("leaders", "领导班子成员"), ("post", "岗位"))),
    "letter-kind": ("责任文书类别", (("contract", "责任书"), ("pledge", "责任状"), ("promise", "承诺书"))),
    "letter-topic": ("责任文书主题", (("safety", "安全生产"), ("forest", "森林草原防灭火"), ("flood", "防汛抗旱"), ("fire", "消防安全"), ("party", "党建+安全生产"))),
    "contact-kind": ("包联方式", (("area", "包片"), ("line", "包线"), ("town", "联系乡镇"), ("enterprise", "包联企业"), ("grid", "包保网格"))),
    "visit-kind": ("带队检查方式", (("led", "带队检查"), ("unannounced", "四不两直"), ("spot", "蹲点调研"), ("key", "重要时段督导"))),
    "interview-kind": ("约谈方式", (("joint", "集中约谈"), ("single", "个别约谈"), ("reminder", "提醒谈话"))),
    "interview-reason": ("约谈原因", (("accident", "发生事故"), ("late", "隐患逾期未改"), ("major", "存在重大隐患"), ("ranking", "考核排名靠后"), ("duty", "履职不到位"))),
    "accountability-measure": ("问责方式", (("criticism", "通报批评"), ("admonish", "诫勉谈话"), ("party", "党纪处分"), ("administrative", "政务处分"), ("transfer", "移送监委"), ("criminal", "刑事立案"), ("revoked", "吊销证照"), ("fine", "行政罚款"))),
    "accountability-reason": ("问责原因", (("accident", "事故责任"), ("duty", "失职失责"), ("conceal", "迟报瞒报"), ("rectify", "整改不力"))),
    "assessment-kind": ("考核类别", (("capacity", "基层应急能力"), ("year", "年度目标考核"), ("member", "成员单位履职"), ("duty", "值班值守四个到位"), ("modern", "应急管理八化"), ("enterprise", "企业主体责任"))),
    "target-kind": ("目标指标类别", (("year", "年度目标"), ("plan", "规划指标"), ("letter", "责任书指标"), ("points", "工作要点"))),
    "committee-role": ("委员会成员身份", (("head", "主任单位"), ("deputy", "副主任单位"), ("office", "办公室单位"), ("member", "成员单位"))),
    "fund-use": ("资金用途", (("safety", "安全生产"), ("emergency", "应急管理"), ("fire", "消防救援"), ("materials", "应急物资"), ("relief", "救灾补助"), ("prevention", "自然灾害防治体系建设"), ("forest", "森林防灭火"))),
    "fund-source": ("资金来源", (("county", "县级财政"), ("city", "市级财政"), ("province", "省级财政"), ("central", "中央财政"), ("other", "其他"))),
    "award-kind": ("荣誉类别", (("safety-month", "安全生产月"), ("party", "党建"), ("relief", "防灾减灾救灾"), ("rescue", "应急救援"), ("other", "综合"))),
    "award-level": ("荣誉级别", (("state", "国家级"), ("province", "省级"), ("city", "市级"), ("county", "县级"))),
    "party-body-kind": ("党组织类别", (("committee", "党委"), ("general", "党总支"), ("branch", "党支部"), ("temporary", "临时党支部"))),
    "party-area": ("党组织所在领域", (("chemical", "危险化学品"), ("mine", "矿山"), ("building", "建设工地"), ("transport", "交通运输"), ("site", "安置点、隔离点"))),
    "party-post-kind": ("党员岗位类别", (("demonstration", "党员安全生产示范岗"), ("pioneer", "党员先锋岗"))),
    "party-team-kind": ("党员队伍类别", (("lecture", "党员安全宣讲团"), ("volunteer", "党员志愿服务队"), ("commando", "党员突击队"))),
    "party-activity-kind": ("党建活动类别", (("dispatch", "调度会"), ("special", "专题会议"), ("service", "送服务"), ("lecture", "应急讲堂"), ("class", "党课"), ("seminar", "研讨交流"), ("reminder", "勤政廉政提醒卡（函）"), ("warning", "警示教育大会"), ("talk", "集体廉政谈话"), ("application", "入党申请书"))),
}  # fmt: skip

YEAR_SHEET = ("2026 年乡镇应急管理考核表", "乡镇年度考核")
YEAR_ITEMS: tuple[tuple[str, str, str, int, bool], ...] = (
    ("责任落实", "责任清单、责任书签订", "清单齐全、应签尽签得满分，少一项扣 2 分", 15, False),
    ("责任落实", "班子成员带队检查", "每人每月不少于一次，少一次扣 1 分", 10, False),
    ("隐患治理", "隐患按期整改", "按期整改率每低 1 个百分点扣 1 分", 25, False),
    ("隐患治理", "重大隐患挂牌督办", "未按期摘牌不得分", 15, False),
    ("应急准备", "队伍、物资、演练", "按“六有”逐项核查", 20, False),
    ("值班值守", "值班抽查和信息报送", "脱岗、迟报一次扣 3 分", 15, False),
    ("否决事项", "未发生较大及以上事故", "发生即为不达标", 0, True),
)

DAILY_ACTS = (
    ("patrol", "每日一巡查"),
    ("dispatch", "每日一调度"),
    ("report", "每日一报告"),
    ("bulletin", "每日一通报"),
)
OTHER_ACTS = (("publicity", "一企一宣传"), ("consultation", "咨询日活动"), ("household", "入户宣传"))

ORDERS = (
    ("加油站埋地油罐检测超期", "督办"), ("养老机构消防控制室无人值守", "督办"), ("矿山外包队伍未纳入统一管理", "交办"),
    ("乡道临水临崖路段缺少护栏", "交办"), ("小区电动自行车飞线充电", "提醒"), ("学校周边食堂燃气软管老化", "提醒"),
    ("烟花爆竹零售点与居住场所混用", "督办"), ("粉尘涉爆企业除尘系统未测静电", "督办"), ("农村自建房经营场所无逃生窗", "建议"),
    ("山洪灾害点预警喇叭故障", "交办"), ("森林防火检查站夜间无人", "督办"), ("在建工地塔吊未验收", "督办"),
)  # fmt: skip


def dictionaries() -> list[tuple[str, str, str, list[tuple[str, ...]]]]:
    """Those of responsibility and supervision."""
    acts: list[tuple[str, ...]] = [("daily", "每日", "", ""), *((code, name, "daily", "") for code, name in DAILY_ACTS)]
    acts += [(code, name, "", "") for code, name in OTHER_ACTS]
    made: list[tuple[str, str, str, list[tuple[str, ...]]]] = [
        (code, name, "本局", [(each, label, "", "") for each, label in entries])
        for code, (name, entries) in LISTS.items()
    ]
    return [*made, ("grassroots-act", "基层履职事项", "本局", acts)]
