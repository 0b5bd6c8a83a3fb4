"""Figures of the reports whose ledgers do not exist yet, under the ledger that each waits for; figures of the year.

(name, code, unit, what it will count, figures of the reports)
"""

from django.utils.translation import gettext as _

from anlan.reports.figures.declaration import Waiting
from anlan.reports.figures.registry import register

Line = tuple[str, str, str, str, str]

LINES: dict[str, tuple[Line, ...]] = {
    "风险普查任务": (
        ("普查任务完成率", "census-task-rate", "%", "按系统：完成的普查任务 ÷ 全部普查任务。", "S2-053 S2-054"),
        ("普查清查大类数", "census-major-classes", "大类", "普查任务涉及的不同大类数。", "S3-029"),
        ("普查清查中类数", "census-mid-classes", "个", "完成清查的不同中类数。", "S3-030"),
        ("普查清查小类数", "census-sub-classes", "个", "完成清查的不同小类数。", "S3-031"),
    ),
    "风险普查数据": (
        ("普查数据自查条数", "census-records-checked", "条", "本期自查的普查数据条数。", "S0-063"),
        ("普查数据上报条数", "census-records-reported", "条", "本期上报的普查数据条数。", "S3-032"),
    ),
    "风险普查质检": (
        ("普查抽查单位数", "census-checked-units", "家", "本期抽查的不同单位数。", "S0-064"),
        ("普查整改单位数", "census-corrected-units", "家", "抽查后已整改的不同单位数。", "S0-065"),
        ("普查问题整改数", "census-issues-fixed", "条", "抽查发现、已整改的数据问题条数。", "S0-066"),
    ),
    "房屋设施抗震设防信息": (
        ("抗震设防信息采集类别数", "fortification-classes", "大类", "采集到的不同工程大类数。", "S0-068"),
        ("抗震设防信息采集工程数", "fortification-works", "个", "完成采集的工程数。", "S0-069"),
    ),
    "自然灾害风险点": (
        (
            "自然灾害风险点数",
            "natural-risk-points",
            "处",
            "按类型：地质灾害防范区、山洪小流域危险区、易涝点等在册处数。",
            "S1-022 S1-023 S1-039 S1-040 S1-044",
        ),
        ("巡查自然灾害隐患点数", "natural-risk-points-patrolled", "处", "本期巡查过的不同点数。", "S3-025"),
        ("治理自然灾害隐患点数", "natural-risk-points-treated", "处", "本期治理完成的点数。", "S3-026"),
        ("自然灾害隐患场所部位种类数", "natural-risk-kinds", "种", "本期排查过的不同场所部位种类数。", "S3-073"),
    ),
    "承灾体": (
        (
            "承灾体数",
            "exposure-assets",
            "处",
            "按类型：危房、水库、水闸、山塘、防洪沟等在册数。",
            "S1-021 S1-041 S1-042 S1-043 S2-043",
        ),
        ("堤防海塘长度", "exposure-length", "公里", "在册堤防、海塘长度之和。", "S1-045"),
        ("林地面积", "exposure-area", "万亩", "在册林地面积之和。", "S1-046"),
    ),
    "灾情统计": (
        ("直接经济损失占比", "disaster-loss-share", "%", "年均因灾直接经济损失 ÷ 生产总值。", "S1-016"),
        ("受灾县区数", "disaster-areas", "个", "按灾种：本期受灾的不同县区数。", "S3-037"),
        ("森林草原火情起数", "wildfires-reported", "起", "本期火情起数，不含达到火灾标准的。", "S2-050"),
        ("过火面积", "burned-area", "亩", "本期火情过火面积之和。", "S2-051"),
        ("森林草原火灾起数", "wildfires", "起", "本期达到火灾标准的起数。", "S2-052"),
        ("疫情波次数", "epidemic-waves", "次", "本期处置的疫情波次。", "S0-001"),
    ),
    "应急响应": (
        ("应急响应级别", "response-level", "级", "按灾种：本期启动过的最高响应级别，数字越小级别越高。", "S3-038"),
    ),
    "人员转移安置": (
        ("转移安置人数", "evacuated-people", "人", "本期转移安置的人数；可限集中安置。", "S1-017 S1-019"),
    ),
    "避难场所": (
        ("启用避灾场所数", "shelters-opened", "处", "本期启用或开放过的不同场所数。", "S1-018 S1-026"),
        ("规范化避灾点数", "shelters-standardised", "个", "通过规范化验收的避灾安置点数。", "S1-027"),
        ("应急避难场所数", "shelters", "个", "按类别：在册应急避难场所数。", "S2-061"),
        ("避灾场所改造村数", "shelters-upgraded-villages", "个", "本期完成避险场所升级改造的不同村数。", "S3-052"),
    ),
    "灾害保险": (
        ("灾害保险保障户数", "disaster-insured-households", "万户", "在保户数。", "S3-040"),
        ("灾害保险保障人数", "disaster-insured-people", "万人", "在保人数。", "S3-041"),
        ("灾害保险覆盖率", "disaster-insured-share", "%", "在保人数 ÷ 常住人口。", "S3-042"),
    ),
    "灾害信息员": (
        ("灾害信息员数", "information-officers", "名", "按层级：在册灾害信息员数。", "S1-029 S1-030"),
        ("灾害信息员最低配备", "information-officers-least", "名", "每个街镇、村居应配的最低人数。", "S1-028"),
        ("灾害信息员队伍层级", "information-officer-levels", "级", "队伍所在的不同层级数。", "S1-059"),
    ),
    "物资出入库": (
        (
            "物资采购入库数",
            "supplies-bought",
            "件",
            "按品名、类别：本期采购入库数量之和。",
            "S2-066 S2-067 S2-068 S2-069 S2-070 S2-071 S2-072 S3-076 S3-077",
        ),
        ("物资调拨数", "supplies-sent", "件", "按品名：本期调拨数量之和。", "S3-086 S3-087"),
    ),
    "物资仓库": (("物资集中储备点数", "warehouses", "个", "按层级：在册物资储备点数。", "S1-024 S1-025"),),
    "应急协议": (
        ("物资代储协议数", "storage-agreements", "份", "有效的物资代储协议数。", "S0-067"),
        ("救援合作协议企业数", "rescue-agreement-firms", "家", "有效救援合作协议的不同企业数。", "S2-055"),
    ),
    "指挥机构": (
        ("应急指挥机构数", "command-bodies", "个", "按灾种、层级：在册指挥部数。", "S2-041 S2-045 S2-058 S2-059"),
    ),
    "应急地图": (("应急电子地图数", "emergency-maps", "张", "按灾种：已制作的电子地图数。", "S2-042 S2-046 S2-057"),),
    "数据共享": (
        ("数据共享部门数", "data-departments", "个", "接入数据的不同部门数。", "S3-065"),
        ("数据共享系统数", "data-systems", "个", "接入的系统平台数。", "S3-066"),
    ),
    "防火检查站": (("防火检查站数", "fire-checkpoints", "个", "在册防灭火检查站数。", "S2-047"),),
    "敲门行动走访": (("敲门行动户覆盖率", "visited-households", "%", "走访户数 ÷ 应走访户数。", "S4-047"),),
    "应急预案": (
        (
            "预案修编数",
            "plans-revised",
            "个",
            "按类型、状态：本期修编的预案数。",
            "S0-061 S1-001 S1-002 S1-003 S3-046 S3-048 S4-025 S4-026",
        ),
        ("新增预案数", "plans-added", "个", "与基期预案体系相比新增的预案数。", "S3-047"),
    ),
    "应急演练": (
        ("演练场次", "drills", "场次", "按行业、组织者：本期演练场次。", "S3-049 S4-031 S4-042"),
        ("演练行业数", "drill-sectors", "个", "本期演练涉及的不同行业领域数。", "S3-050"),
        ("参演人数", "drill-people", "人", "本期参演人数之和。", "S4-027"),
        ("演练工作人员数", "drill-staff", "人", "本期演练工作人员数之和。", "S4-028"),
        ("演练装备车辆数", "drill-vehicles", "台", "本期演练出动装备和车辆数之和。", "S4-029"),
        ("演练观摩人数", "drill-observers", "人", "本期演练观摩人数之和。", "S4-030"),
    ),
    "宣传活动": (
        ("宣传活动场次", "publicity-events", "场次", "按活动：本期宣传活动场次。", "S0-044"),
        ("宣传受众人数", "publicity-audience", "人", "按活动、对象：本期宣传受众人数之和。", "S0-045 S4-050"),
        ("电视播放频次", "publicity-broadcasts", "次/日", "按内容：每天播放的次数。", "S4-048"),
        ("送服务次数", "publicity-services", "次", "本期党员队伍送服务次数。", "S0-052"),
        ("宣传材料印制数", "publicity-printed", "万份", "本期印制份数之和。", "S3-051"),
        ("宣传手册发放数", "publicity-handed-out", "份", "本期发放份数之和。", "S4-049"),
        ("宣教示范点数", "demonstration-units", "个", "按类型：宣传教育基地、七进示范点等在册数。", "S1-036 S1-037"),
    ),
    "培训班": (
        ("培训期数", "trainings", "期", "按对象：本期培训期数。", "S4-040"),
        ("培训人数", "trained-people", "人", "按对象、主题：本期参训人数之和。", "S3-027 S4-041 S4-051 S4-052"),
    ),
    "考试": (("培训考试人次", "exams-taken", "人次", "按岗位：本期参加考试人次。", "S3-053 S3-054 S3-055 S3-056"),),
    "隔离点": (
        ("储备隔离点数", "quarantine-sites", "个", "在册储备隔离点数。", "S0-002"),
        ("隔离点启用峰值", "quarantine-peak", "处", "本期同时启用最多的处数。", "S0-003"),
        ("隔离点可用房间数", "quarantine-rooms", "间", "按时点：可用房间数之和。", "S0-007 S0-008"),
        ("隔离点改造次数", "quarantine-refits", "次", "本期完成的改造次数。", "S0-004"),
        ("隔离点设备安装数", "quarantine-devices", "个", "按设备：门禁、门磁等安装数。", "S0-005 S0-006"),
        ("隔离点投诉处理数", "quarantine-complaints", "份", "本期处理的投诉、举报、咨询数。", "S0-013"),
    ),
    "隔离人员": (("服务隔离人员数", "quarantined-people", "名", "本期服务的不同隔离人员数。", "S0-011"),),
    "抽调人员": (
        ("抽调人员数", "seconded-people", "人", "本期抽调的不同人员数。", "S0-009"),
        ("隔离点工作专班数", "quarantine-groups", "组", "本期组成的工作专班数。", "S0-010"),
    ),
    "县区支援": (
        ("支援兄弟县区隔离点数", "support-sites", "处", "本期提供的隔离点数。", "S0-015"),
        ("支援隔离房间数", "support-rooms", "间", "本期提供的房间数之和。", "S0-016"),
        ("每周保障房间数", "support-rooms-weekly", "间", "每周承担保障任务的房间数。", "S0-017"),
        ("支援我方县区数", "support-districts", "个", "本期支援我方的不同县区数。", "S0-018"),
    ),
    "企业防疫管理": (
        ("一企一册", "epidemic-handbooks", "册/企", "每家企业的手册数。", "S3-079"),
        ("一岗一单", "epidemic-checklists", "单/岗", "每个岗位的清单数。", "S3-080"),
        ("一人一卡", "epidemic-cards", "卡/人", "每名人员的卡数。", "S3-081"),
        ("企业防疫报告频次", "epidemic-reports", "次/日", "企业每天报告的次数。", "S3-082"),
        ("消杀品企业服务轮数", "epidemic-services", "轮", "本期指导服务的轮数。", "S3-085"),
    ),
    "督查周期规则": (("督查频次", "supervision-rhythm", "次/季度", "专项行动所定每季度督查几次。", "S3-006"),),
    "入党申请": (("入党申请书数", "party-applications", "份", "本期收到的入党申请书份数。", "S0-014"),),
}


def _waiting(ledger: str, line: Line) -> Waiting:
    name, code, unit, definition, figures = line
    return Waiting(
        code=code, name=_(name), unit=_(unit), definition=_(definition), waiting_for=_(ledger),
        answers=tuple(figures.split()),
    )  # fmt: skip


register(*(_waiting(ledger, line) for ledger, lines in LINES.items() for line in lines))
