"""Words of enforcement in the demonstration county. Data only."""

WORDS: dict[str, tuple[str, str, tuple[tuple[str, str], ...]]] = {
    "officer-qualification": ("执法人员学历资格", "本局", (
        ("degree", "安全工程、应急管理相关学历"), ("engineer", "注册安全工程师"), ("law", "法律职业资格"),
        ("other", "其他学历"),
    )),
    "officer-training-kind": ("执法培训类别", "本局", (("induction", "入职培训"), ("rotation", "轮训"),
    ("exam", "考核"))),
    "matter-category": ("抽查类别", "本局", (("safety", "安全生产"), ("disaster", "防灾减灾"),
    ("training", "安全培训"))),
    "draw-result": ("抽查结果", "省厅", (
        ("clean", "未发现问题"), ("ordered", "发现问题已责令改正"), ("refused", "不配合检查情节严重"),
        ("hidden", "未按规定公示应当公示的信息"), ("lost", "通过登记的住所无法联系"),
        ("none", "未开展本次抽查涉及的经营活动"),
        ("gone", "已注销或吊销"),
    )),
    "case-source": ("案件来源", "本局", (
        ("inspection", "监督检查"), ("complaint", "投诉举报"), ("accident", "事故"), ("checkpoint", "设卡堵截"),
        ("informant", "眼线线索"), ("superior", "上级交办"), ("transfer", "机关移送"),
    )),
    "violation-kind": ("违法行为类别", "省厅", (
        ("training", "安全教育培训"), ("equipment", "设备设施和防护"), ("hazard", "隐患排查治理"),
        ("permit", "许可和证照"),
        ("special", "特种作业"), ("plan", "应急预案和演练"), ("illegal", "非法生产经营储存"),
    )),
    "strict-rule": ("四个一律", "本局", (
        ("close", "非法生产经营的一律关闭取缔"), ("fine", "违法生产经营的一律按上限处罚"),
        ("stop", "有重大隐患的一律停产整顿"), ("duty", "触犯法律的一律追究责任"),
    )),
    "penalty-kind": ("处罚种类", "国标", (
        ("warning", "警告、通报批评"), ("fine", "罚款"), ("confiscation", "没收违法所得"),
        ("suspend", "责令停产停业"),
        ("revoke", "暂扣或吊销许可证件"),
    )),
    "transfer-body": ("移送机关", "本局", (
        ("police", "公安机关"), ("procuratorate", "检察机关"), ("market", "市场监管部门"), ("other", "其他行政机关"),
    )),
    "measure-disposal": ("查封扣押和证据保存的处理", "本局", (
        ("release", "解除（返还）"), ("confiscate", "没收"), ("destroy", "销毁"), ("transfer", "移送有关部门"),
        ("seize", "转为查封扣押"), ("evidence", "作为证据保存"), ("lapse", "期满自动解除"),
    )),
    "suspected-crime": ("涉嫌罪名", "国标", (
        ("dangerous", "危险作业罪"), ("accident", "重大责任事故罪"), ("goods", "非法储存危险物质罪"),
        ("document", "伪造证件罪"),
    )),
    "delegated-power": ("委托执法事项", "本局", (
        ("check", "安全生产日常检查"), ("order", "责令限期整改"), ("simple", "小额当场处罚"),
        ("fireworks", "烟花爆竹零售检查"),
    )),
}  # fmt: skip


def dictionaries() -> list[tuple[str, str, str, list[tuple[str, ...]]]]:
    """(code, name, owner, entries) of each."""
    return [
        (code, name, owner, [(term, label, "", "") for term, label in entries])
        for code, (name, owner, entries) in WORDS.items()
    ]
