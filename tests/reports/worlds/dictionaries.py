"""The lists that reports call by their number of entries."""

from anlan.base.dictionaries.models import Dictionary
from tests.reports.world import World

LISTS: dict[str, tuple[str, ...]] = {
    "三场所": ("粉尘涉爆", "有限空间", "喷涂作业"),
    "三企业": ("金属冶炼", "船舶修造", "涉氨制冷"),
    "两个清单": ("问题隐患清单", "制度措施清单"),
    "四个一律": ("一律关闭取缔", "一律从重处罚", "一律停产整顿", "一律追究责任"),
    "五进": ("企业", "农村", "社区", "学校", "家庭"),
    "七进": ("机关", "企业", "农村", "社区", "学校", "家庭", "公共场所"),
    "三级安全教育": ("厂级", "车间级", "班组级"),
    "六场硬仗": ("矿山", "危化", "交通", "消防", "燃气", "建筑"),
    "八化": ("责任", "队伍", "装备", "预案", "信息", "物资", "培训", "基层"),
    "六有": ("班子", "机制", "预案", "队伍", "物资", "演练"),
    "三有": ("场所", "队伍", "物资"),
    "五到位": ("安全责任", "安全投入", "安全培训", "安全管理", "应急救援"),
}


def build(world: World) -> None:
    """As many entries as the names say; 三场所 has a fourth that is out of use."""
    for number, (name, entries) in enumerate(LISTS.items()):
        Dictionary.objects.create(code=f"list-{number}", name=name)
        for entry in entries:
            world.term(f"list-{number}", entry)
    old = world.term("list-0", "锅炉房")
    old.active = False
    old.save()
