"""Words of the demonstration's campaigns: dictionaries, measures and what towns are told to do. All invented."""

from __future__ import annotations

CAMPAIGN_KINDS = (
    ("three-year", "三年行动"),
    ("centralised", "集中整治"),
    ("sector", "行业专项整治"),
    ("sweep", "即时排查"),
    ("mutual", "交叉互查"),
)
GROUP_KINDS = (
    ("inspection", "检查组"),
    ("supervision", "督查组"),
    ("unannounced", "暗访组"),
    ("area", "包联督导组"),
    ("task-force", "工作专班"),
)
DOCUMENT_KINDS = (
    ("notice", "通知"),
    ("plan", "方案"),
    ("opinion", "意见"),
    ("rule", "制度"),
    ("mechanism", "机制"),
    ("points", "工作要点"),
    ("bulletin", "通报"),
    ("letter", "函"),
)
MEETING_KINDS = (
    ("party", "常委会"),
    ("government", "政府常务会"),
    ("regular", "安全生产例会"),
    ("dispatch", "调度会"),
    ("special", "专题会"),
    ("analysis", "形势分析会"),
)
MEETING_TOPICS = (
    ("safety", "安全生产"),
    ("emergency", "应急管理"),
    ("forest-fire", "森林防火"),
    ("flood", "防汛抗旱"),
    ("key-period", "重要时段"),
)

MEASURES = (
    "严格落实党政领导责任",
    "严格落实部门监管责任",
    "严肃追究失职失责",
    "企业主要负责人必须严格履行第一责任人责任",
    "深入扎实开展安全大检查",
    "牢牢守住项目审批安全红线",
    "严厉查处违法分包转包和挂靠资质行为",
    "切实加强劳务派遣和灵活用工人员安全管理",
    "重拳出击打非治违",
    "坚决整治执法检查宽松软问题",
    "着力加强安全监管执法队伍建设",
    "重奖激励安全生产隐患举报",
    "严肃查处瞒报谎报迟报漏报事故行为",
    "统筹做好经济发展和安全生产",
    "推进本质安全水平提升",
)
DEPARTMENT_TASKS = (
    "制定本行业领域落实方案并报安委办",
    "对照清单开展全面自查并建立台账",
    "对重点单位逐家检查一遍",
    "组织主要负责人安全培训",
    "公布举报电话并按月通报办理情况",
)
TOWN_TASKS = (
    ("排查辖区燃气使用场所并逐户登记", "gas"),
    ("对“九小场所”开展消防安全检查", ""),
    ("排查自建房和合用场所安全隐患", ""),
    ("检查烟花爆竹零售点并签订承诺书", ""),
    ("组织村社安全员开展一次集中培训", ""),
    ("完成重点企业安全生产承诺公告", ""),
)
DOCUMENTS = (
    ("安全生产百日攻坚行动方案", 41, "plan", 60, None, "各乡镇街道、各成员单位要制定本辖区、本行业落实方案。"),
    ("关于做好岁末年初安全生产工作的通知", 46, "notice", 9, 7, "请于期限前反馈部署落实情况。"),
    ("关于吸取外地燃气爆炸事故教训开展即时排查的通知", 47, "notice", 2, 5, "立即组织排查，隐患即查即改。"),
)
"""Title, number, kind, days ago, days for feedback, text."""

MEETINGS = (
    ("全县安全生产百日攻坚行动动员会", "dispatch", "safety", 58, 86, 43),
    ("县委常委会听取安全生产工作汇报", "party", "safety", 50, 24, 13),
    ("县政府常务会研究应急管理工作", "government", "emergency", 41, 31, 19),
    ("十一月安全生产例会", "regular", "safety", 20, 62, 29),
    ("百日攻坚行动周调度会", "dispatch", "safety", 13, 45, 22),
    ("秋冬季森林防火专题会", "special", "forest-fire", 9, 38, 21),
    ("三季度安全生产形势分析会", "analysis", "safety", 45, 35, 18),
    ("百日攻坚行动周调度会", "dispatch", "safety", 6, 47, 22),
)
"""Title, kind, topic, days ago, people, units."""


def dictionaries() -> list[tuple[str, str, str, list[tuple[str, ...]]]]:
    """Those of campaigns, groups, documents and meetings."""

    def entries(pairs: tuple[tuple[str, str], ...]) -> list[tuple[str, ...]]:
        return [(code, name, "", "") for code, name in pairs]

    return [
        ("campaign-kind", "专项行动类别", "本局", entries(CAMPAIGN_KINDS)),
        ("work-group-kind", "工作组类别", "本局", entries(GROUP_KINDS)),
        ("document-kind", "文件类别", "本局", entries(DOCUMENT_KINDS)),
        ("meeting-kind", "会议类型", "本局", entries(MEETING_KINDS)),
        ("meeting-topic", "会议议题类别", "本局", entries(MEETING_TOPICS)),
    ]
