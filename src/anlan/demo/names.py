# ruff: noqa: E501 - a table of texts, one to a line
"""Invented people, firms, numbers and addresses. Phone numbers lie in a reserved block; credit codes carry right check digits."""

from __future__ import annotations

import random

DIVISION = "990121"  # assigned to no county
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_BODY_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CODES = 31**6

_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾韦付方白邹孟熊秦邱江尹薛"
_GIVEN_ONE = "伟芳敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玲辉鹏斌波宇浩凯健俊帆雪琳慧萍红梅兰云松柏林森峰岩海川江河立建国庆志文武德福贵祥瑞安宁康乐"
_GIVEN_TWO = [
    "建国",
    "国强",
    "志明",
    "海燕",
    "小军",
    "玉兰",
    "文静",
    "世安",
    "明远",
    "德福",
    "长贵",
    "秀英",
    "桂花",
    "春生",
    "晓东",
    "国栋",
    "俊杰",
    "雅琴",
    "丽华",
    "金凤",
    "永康",
    "家豪",
    "子轩",
    "思远",
    "立新",
    "向阳",
    "光明",
    "卫东",
    "红梅",
    "志强",
    "文斌",
    "学军",
    "兴旺",
    "大勇",
    "少华",
    "月娥",
    "翠萍",
    "爱民",
    "庆丰",
    "来福",
    "水生",
    "木根",
    "石柱",
    "树林",
    "清泉",
    "松涛",
    "云飞",
    "海波",
    "江涛",
    "振华",
    "耀祖",
    "广林",
    "成林",
    "万里",
    "长河",
    "鹏程",
    "远航",
    "婷婷",
    "佳怡",
    "欣然",
    "梦洁",
    "一帆",
    "浩然",
    "宇航",
    "天佑",
    "嘉明",
    "泽民",
    "润生",
    "冬梅",
    "秋菊",
    "夏荷",
    "春兰",
]

_BRANDS_FRONT = [
    "恒",
    "宏",
    "华",
    "金",
    "新",
    "顺",
    "东",
    "远",
    "鑫",
    "盛",
    "瑞",
    "昌",
    "隆",
    "兴",
    "泰",
    "永",
    "嘉",
    "德",
    "信",
    "佳",
    "鸿",
    "博",
    "天",
    "万",
    "宝",
    "康",
    "润",
    "利",
    "诚",
    "大",
    "中",
    "江",
    "海",
    "龙",
    "春",
    "三",
    "正",
    "同",
    "和",
    "美",
]
_BRANDS_BACK = [
    "润",
    "达",
    "源",
    "安",
    "盛",
    "通",
    "泰",
    "丰",
    "茂",
    "发",
    "成",
    "顺",
    "达",
    "邦",
    "力",
    "科",
    "鹏",
    "景",
    "升",
    "荣",
    "辰",
    "益",
    "康",
    "瑞",
    "和",
    "辉",
    "腾",
    "驰",
    "旺",
    "洋",
    "城",
    "岳",
    "林",
    "峰",
    "海",
    "川",
    "谊",
    "诺",
]

_TRADES: dict[str, tuple[str, ...]] = {
    "chemical": ("化工有限公司", "精细化工有限公司", "涂料有限公司", "新材料有限公司", "气体有限公司"),
    "fuel": ("加油站", "石油有限公司加油站", "能源有限公司", "化工原料经营部"),
    "gas": ("燃气有限公司", "液化气充装站", "液化气供应站", "燃气服务部"),
    "fireworks": ("烟花爆竹专营店", "烟花零售点", "鞭炮烟花店"),
    "mine": ("采石场", "矿业有限公司", "砂石有限公司", "矿业三号井", "石灰石矿"),
    "metal": ("铸造有限公司", "金属制品有限公司", "铝业有限公司", "冶金材料有限公司"),
    "cement": ("水泥有限公司", "混凝土有限公司", "新型建材有限公司", "陶瓷有限公司", "砖厂", "石材厂"),
    "machinery": (
        "机械制造厂",
        "机械有限公司",
        "汽车配件有限公司",
        "电器有限公司",
        "五金制品厂",
        "阀门有限公司",
        "模具厂",
    ),
    "wood": ("家具有限公司", "木业有限公司", "木制品厂", "竹木工艺厂"),
    "plastic": ("塑料制品厂", "包装有限公司", "橡塑有限公司", "印刷有限公司", "电池有限公司", "纸业有限公司"),
    "textile": ("纺织有限公司", "服装厂", "针织有限公司", "印染有限公司", "鞋业有限公司"),
    "food": ("食品有限公司", "粮油有限公司", "米业有限公司", "酒业有限公司", "水产加工厂", "肉联厂", "茶业有限公司"),
    "storage": ("物流有限公司", "冷链物流园", "仓储中心", "粮油储备库", "快递分拨中心"),
    "building": ("建筑工程有限公司", "建设工程有限公司项目部", "装饰工程有限公司", "市政工程有限公司"),
    "transport": ("运输有限公司", "客运有限公司", "货运服务部", "汽车服务有限公司"),
    "mall": ("商业广场", "购物中心", "家具城", "农贸市场", "超市", "建材市场", "百货商店"),
    "hotel": ("大酒店", "宾馆", "酒楼", "饭店", "火锅店", "农家乐", "网吧", "足浴店", "歌厅"),
    "school": ("幼儿园", "实验小学", "中学", "培训中心", "职业学校"),
    "care": ("养老院", "敬老院", "卫生院", "护理院", "口腔诊所"),
    "tourism": ("旅游开发有限公司", "漂流景区", "度假村", "游乐园", "生态园"),
    "farm": ("农业专业合作社", "养殖场", "生态农业有限公司", "农机合作社", "饲料厂", "茶场"),
}
_ONE_PERSON = frozenset(
    {"烟花零售点", "鞭炮烟花店", "火锅店", "饭店", "农家乐", "百货商店", "货运服务部", "茶场", "燃气服务部"}
)

_STREETS = [
    "人民路",
    "解放路",
    "文昌路",
    "滨江大道",
    "澜江大道",
    "迎宾路",
    "建设路",
    "兴业路",
    "工业一路",
    "工业二路",
    "创业路",
    "桥南路",
    "学府路",
    "和平街",
    "老街",
    "新街",
    "中心街",
    "站前路",
]


def person(rng: random.Random) -> str:
    """A name of two or three characters."""
    given = rng.choice(_GIVEN_TWO) if rng.random() < 0.62 else rng.choice(_GIVEN_ONE)
    return rng.choice(_SURNAMES) + given


def phone(rng: random.Random) -> str:
    """A mobile number of the block kept for invented persons: 138 0000 xxxx or 139 0000 xxxx."""
    return f"13{rng.choice('89')}0000{rng.randrange(10_000):04d}"


def landline(rng: random.Random) -> str:
    """A fixed number without a real area code."""
    return f"0999-000{rng.randrange(10_000):04d}"


def firm(rng: random.Random, sector: str, town: str, street: str) -> str:
    """A firm's name as it would stand over its gate in a town."""
    trade = rng.choice(_TRADES[sector])
    root = town[:-2] if town.endswith("街道") else town[:-1]
    brand = rng.choice(_BRANDS_FRONT) + rng.choice(_BRANDS_BACK)
    if trade == "矿业三号井":
        return f"{root}矿业{rng.choice('一二三四五')}号井"
    if sector in ("school", "care") and rng.random() < 0.6:
        return f"{root if rng.random() < 0.5 else '澜川'}{street.rstrip('村社区')}{trade}"
    if trade in _ONE_PERSON and rng.random() < 0.5:
        return f"{street.rstrip('村社区')}{rng.choice(_SURNAMES)}记{trade}"
    front = rng.choices(("澜川县", "澜川", root, "", street.rstrip("村社区")), (14, 30, 26, 20, 10))[0]
    return f"{front}{brand}{trade}"


def credit_code(number: int) -> str:
    """A unified social credit code (GB 32100) that differs for every number below 887 million."""
    scattered = (number * 600_011 + 48_271) % _CODES
    body = "MA"
    for _ in range(6):
        scattered, digit = divmod(scattered, 31)
        body += _CREDIT_ALPHABET[digit]
    total = sum(_BODY_ALPHABET.index(sign) * weight for sign, weight in zip(body, _BODY_WEIGHTS, strict=True))
    check = "0123456789X"[-total % 11]
    code = f"91{DIVISION}{body}{check}"
    total = sum(_CREDIT_ALPHABET.index(sign) * weight for sign, weight in zip(code, _CREDIT_WEIGHTS, strict=True))
    return code + _CREDIT_ALPHABET[-total % 31]


def address(rng: random.Random, town: str, village: str, *, urban: bool) -> str:
    """An address within the county; towns have streets, villages groups."""
    if urban:
        return f"澜川县{town}{rng.choice(_STREETS)}{rng.randrange(1, 399)}号"
    tail = rng.choice(
        (f"{rng.randrange(1, 13)}组", f"{rng.randrange(1, 13)}组{rng.randrange(1, 120)}号", "工业集中区", "")
    )
    return f"澜川县{town}{village}{tail}"
