"""The Chinese names of the acts on accounts, for whoever reads the audit."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "user.login": _("登录"),
    "user.login_failed": _("登录失败"),
    "user.login_refused": _("停用账号登录被拒"),
    "user.second_factor_failed": _("动态口令错误"),
    "user.lock": _("账号锁定"),
    "user.unlock": _("账号解锁"),
    "user.logout": _("退出"),
    "user.token": _("签发接口令牌"),
    "user.token_revoke": _("撤销接口令牌"),
    "user.add": _("新建账号"),
    "user.change": _("修改账号"),
    "user.enable": _("启用账号"),
    "user.disable": _("停用账号"),
    "user.change_password": _("修改口令"),
    "user.reset_password": _("重置口令"),
    "user.end_sessions": _("结束会话"),
    "user.totp_on": _("启用动态口令"),
    "user.totp_off": _("停用动态口令"),
    "user.appoint": _("增加任职"),
    "user.dismiss": _("取消任职"),
    "role.set_grants": _("调整角色权限"),
    "policy.change": _("修改登录安全策略"),
    "holiday.change": _("调整节假日"),
}
