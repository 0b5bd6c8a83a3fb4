# ruff: noqa: E501 - a table of texts, one to a line
"""Names of the invented county: towns by the land they lie in, villages and communities without a double, waters, roads."""

from __future__ import annotations

import random
from collections.abc import Iterator

COUNTY = "澜川县"
COUNTY_CODE = "990121000000"
CITY = "澜州市"
CITY_CODE = "990100000000"

RIVER_TOWNS = ("渔阳镇", "临江镇", "古渡镇", "白沙镇")
VALLEY_TOWNS = ("石泉镇", "云溪镇", "双河镇", "永丰镇", "长岗镇", "梅岭镇")
HILL_TOWNSHIPS = ("南坪乡", "大湾乡", "青林乡", "雾岭乡")

MAIN_RIVER = "澜江"
RIVERS = (
    "石泉河", "云溪", "双河", "白沙河", "青林溪", "梅岭溪", "雾岭河", "长岗河", "南坪溪", "大湾河", "永丰河", "杨柳溪",
    "黄石溪", "清水溪", "金鸡河", "乌龙溪", "竹坪溪", "茶园沟", "麻石溪", "响水河", "白鹤溪", "桃花溪",
)  # fmt: skip
RIVERS_OF_TOWNS = {
    "石泉镇": "石泉河", "云溪镇": "云溪", "双河镇": "双河", "青林乡": "青林溪", "梅岭镇": "梅岭溪", "雾岭乡": "雾岭河", "大湾乡": "大湾河",
}  # fmt: skip
RESERVOIRS = ("龙潭水库", "青林水库", "石门水库", "红旗水库", "响水水库", "梅岭水库", "枫树水库", "白鹤水库")
LAKES = ("渔湖", "镜湖")
EXPRESSWAY, RAILWAY = "澜安高速", "澜宁铁路"
MAIN_ROADS = ("S214", "S321", "X101", "X102", "X103", "X104", "X105", "X106", "X107", "X108", "X109", "X110", "X111")

_FIRST = [
    "石",
    "毛",
    "杨",
    "柳",
    "枫",
    "竹",
    "茶",
    "桃",
    "梅",
    "李",
    "樟",
    "松",
    "柏",
    "桐",
    "桑",
    "栗",
    "枣",
    "莲",
    "荷",
    "金",
    "银",
    "铜",
    "铁",
    "玉",
    "龙",
    "凤",
    "虎",
    "马",
    "牛",
    "羊",
    "鹤",
    "燕",
    "鹰",
    "鱼",
    "上",
    "下",
    "东",
    "西",
    "南",
    "北",
    "前",
    "后",
    "高",
    "长",
    "大",
    "小",
    "新",
    "老",
    "双",
    "三",
    "五",
    "七",
    "九",
    "清",
    "白",
    "黄",
    "青",
    "红",
    "乌",
    "麻",
    "响",
    "温",
    "寒",
    "泉",
    "沙",
    "泥",
    "田",
    "禾",
    "麦",
    "谷",
    "油",
    "盐",
    "窑",
    "瓦",
    "碾",
    "磨",
]
_LAST = [
    "塘",
    "岭",
    "坪",
    "坝",
    "湾",
    "冲",
    "坡",
    "洼",
    "桥",
    "店",
    "集",
    "庙",
    "岗",
    "垸",
    "畈",
    "湖",
    "洲",
    "渡",
    "口",
    "沟",
    "垭",
    "埠",
    "寨",
    "关",
    "亭",
    "铺",
    "墩",
    "院",
    "台",
    "屋",
    "井",
]
_MIDDLE = ["家", "树", "子", "石", "龙", "林", "水", "花", "马", "公", "坑", "丰", "山", "溪", "阳"]
_FAMILIES = [
    "陈",
    "李",
    "王",
    "张",
    "刘",
    "杨",
    "黄",
    "周",
    "吴",
    "徐",
    "孙",
    "胡",
    "朱",
    "高",
    "林",
    "何",
    "郭",
    "罗",
    "宋",
    "谢",
    "韩",
    "唐",
    "冯",
    "董",
    "萧",
    "程",
    "曹",
    "袁",
    "邓",
    "许",
    "傅",
    "沈",
    "曾",
    "彭",
    "吕",
    "苏",
    "卢",
    "蒋",
    "蔡",
    "贾",
]
_COMMUNITIES = [
    "东门",
    "西街",
    "南门",
    "北关",
    "滨江",
    "文庙",
    "鼓楼",
    "桥头",
    "新华",
    "解放",
    "建设",
    "民主",
    "胜利",
    "和平",
    "光明",
    "幸福",
    "团结",
    "前进",
    "工农",
    "友谊",
    "江滨",
    "学府",
    "书院",
    "翠湖",
    "锦绣",
    "阳光",
    "金桥",
    "铁路",
    "车站",
    "港口",
    "开发",
    "城西",
    "城东",
    "城南",
    "城北",
    "澜江",
    "望江",
    "沿河",
    "凤凰",
    "玉带",
    "明珠",
    "康宁",
    "安居",
    "福田",
    "吉祥",
    "迎宾",
]


def villages(rng: random.Random) -> Iterator[str]:
    """Village names such as 石塘村, 毛岭村 or 陈家湾村, none twice."""
    short = [first + last for first in _FIRST for last in _LAST if first != last]
    longer = [name + "家" + last for name in _FAMILIES for last in _LAST[:20]]
    longer += [
        first + middle + last for first in _FIRST for middle in _MIDDLE[1:] for last in _LAST[:12] if first != middle
    ]
    rng.shuffle(short)
    rng.shuffle(longer)
    for two, three in zip(
        ["石塘", "下坝", "毛岭", *(n for n in short if n not in ("石塘", "下坝", "毛岭"))], longer, strict=False
    ):
        yield f"{two}村"
        if rng.random() < 0.45:
            yield f"{three}村"


def communities(rng: random.Random) -> Iterator[str]:
    """Names of urban communities, none twice."""
    names = list(_COMMUNITIES)
    rng.shuffle(names)
    for name in names:
        yield f"{name}社区"
