"""Who may sign in to the demonstration county: one log-in a role, one a town. Plain data, readable without Django."""

from __future__ import annotations

from typing import Any

PASSWORD = "Anlan-2026-Demo"  # noqa: S105 - shown to everybody; production refuses to start while it works

LOGINS: list[dict[str, str]] = [
    {"username": "leader", "code": "leader", "role": "局领导", "name": "周明远", "note": "分管副局长，看全县"},
    {
        "username": "safety",
        "code": "safety_office",
        "role": "安委办",
        "name": "李文静",
        "note": "全县隐患、企业、导入导出",
    },
    {"username": "enforcement", "code": "enforcement", "role": "执法大队", "name": "吴晓", "note": "全县检查与隐患"},
    {
        "username": "chemicals",
        "code": "enforcement",
        "role": "危化监管股",
        "name": "周建",
        "note": "只看危险化学品条线",
    },
    {"username": "duty", "code": "duty", "role": "值班室", "name": "陈立", "note": "全县值班、预警、叫应"},
    {
        "username": "command",
        "code": "command",
        "role": "指挥中心",
        "name": "赵国栋",
        "note": "全县预警、叫应、突发事件",
    },
    {"username": "warehouse", "code": "warehouse", "role": "物资仓储", "name": "孙玉兰", "note": "物资台账上线后使用"},
    {"username": "township", "code": "township", "role": "乡镇街道", "name": "何敏", "note": "渔阳镇应急办，只看本镇"},
    {"username": "village", "code": "village", "role": "村社网格", "name": "毛小军", "note": "石塘村网格员，只看本村"},
    {
        "username": "enterprise",
        "code": "enterprise",
        "role": "企业",
        "name": "罗平",
        "note": "澜川恒润化工有限公司安全总监",
    },
    {
        "username": "expert",
        "code": "expert",
        "role": "专家",
        "name": "钱世安",
        "note": "澜川恒润化工有限公司聘请的专家",
    },
    {"username": "auditor", "code": "auditor", "role": "审计员", "name": "郑清", "note": "只看审计"},
    {
        "username": "admin",
        "code": "sysadmin",
        "role": "系统管理员",
        "name": "王磊",
        "note": "用户、角色、字典，不看业务",
    },
]
for _login in LOGINS:
    _login["password"] = PASSWORD


def town_username(code: str) -> str:
    """The user name of a town's clerk: `town100` for the town 990121100000."""
    return f"town{code[6:9]}"


def standing() -> list[str]:
    """User names that still sign in with the demonstration's password, for the check before production."""
    from django.db.models import Q

    from anlan.base.people.models import User

    named = Q(username__in=[login["username"] for login in LOGINS]) | Q(username__regex=r"^town[0-9]{3}$")
    users: Any = User.objects.filter(named, is_active=True)
    return [user.username for user in users if user.check_password(PASSWORD)]
