"""What a password must be, and that it is not one of the last ones. It must not know requests."""

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from anlan.base.people.accounts import PastPassword, SignInPolicy, User

MAX_LENGTH = 128
MIN_DISTINCT = 5
MIN_NAME = 3
# Without signs that are mistaken for one another when a password is read out.
_READABLE = "abcdefghjkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXY3479"


def faults(password: str, user: User, policy: SignInPolicy | None = None) -> list[str]:
    """What is wrong with a new password, as sentences; empty where it may be taken."""
    policy = policy or SignInPolicy.present()
    found = []
    if len(password) < policy.password_length:
        found.append(_("口令至少 %(length)d 位。") % {"length": policy.password_length})
    if len(password) > MAX_LENGTH:
        return [_("口令最多 %(length)d 位。") % {"length": MAX_LENGTH}]
    if classes_in(password) < policy.password_classes:
        found.append(
            _("口令要含大写字母、小写字母、数字、其他符号中的至少 %(count)d 类。") % {"count": policy.password_classes}
        )
    if len(set(password)) < MIN_DISTINCT:
        found.append(_("口令里重复的字符太多。"))
    if _names_in(password, user):
        found.append(_("口令不能含用户名、姓名或手机号。"))
    if _common(password):
        found.append(_("这个口令太常见，容易被猜中。"))
    if not found and _used_before(password, user, policy):
        found.append(_("不能用现在的或最近 %(count)d 次用过的口令。") % {"count": policy.password_history})
    return found


def classes_in(password: str) -> int:
    """How many of lower case, upper case, digits and anything else occur."""
    return sum(
        (
            any("a" <= sign <= "z" for sign in password),
            any("A" <= sign <= "Z" for sign in password),
            any("0" <= sign <= "9" for sign in password),
            any(not (sign.isascii() and sign.isalnum()) for sign in password),
        )
    )


def temporary() -> str:
    """A first password to hand over, made to satisfy any sensible policy."""
    return "-".join(get_random_string(5, _READABLE) for _part in range(3)) + "-A7k"


def remember(user: User, policy: SignInPolicy) -> None:
    """Keep the present hash among the past ones, and no more of them than the policy looks at."""
    if user.has_usable_password():
        PastPassword.objects.create(user=user, hash=user.password)
    kept = list(
        PastPassword.objects.filter(user=user).order_by("-id").values_list("pk", flat=True)[: policy.password_history]
    )
    PastPassword.objects.filter(user=user).exclude(pk__in=kept).delete()


def _names_in(password: str, user: User) -> bool:
    folded = password.lower()
    names = (user.username, user.username[::-1], user.name, user.phone)
    return any(len(name) >= MIN_NAME and name.lower() in folded for name in names if name)


def _common(password: str) -> bool:
    known: set[str] = CommonPasswordValidator().passwords
    folded = password.strip().lower()
    return folded in known or folded.rstrip("0123456789!@#.*-_") in known


def _used_before(password: str, user: User, policy: SignInPolicy) -> bool:
    if user.has_usable_password() and check_password(password, user.password):
        return True
    if user._state.adding:
        return False
    past = PastPassword.objects.filter(user=user).order_by("-id")[: policy.password_history]
    return any(check_password(password, one.hash) for one in past)
