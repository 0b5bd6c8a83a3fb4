"""What a system administrator does with accounts, each act audited. Called by pages and commands; renders nothing."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from anlan.base import clock
from anlan.base.audit.records import record
from anlan.base.people import access, passwords, roles, signing
from anlan.base.people.accounts import Posting, Role, SignInPolicy, User


@transaction.atomic
def create_account(username: str, name: str, *, actor: Any, **values: Any) -> tuple[User, str]:
    """A new user with a first password that must be changed; returns both."""
    password = passwords.temporary()
    user = User(username=username, name=name, must_change_password=True, password_set_at=clock.now(), **values)
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save()
    record("user.add", actor=actor, obj=user, after={"username": user.username, "name": name})
    return user, password


@transaction.atomic
def change_password(user: User, password: str, *, actor: Any) -> None:
    """Take a new password after checking the rules. Raises ``ValidationError`` with their sentences.

    All sessions end, since they are bound to the old password; the caller opens the present one anew.
    """
    policy = SignInPolicy.present()
    if found := passwords.faults(password, user, policy):
        raise ValidationError(found)
    passwords.remember(user, policy)
    user.set_password(password)
    user.must_change_password, user.password_set_at = False, clock.now()
    user.save(update_fields=["password", "must_change_password", "password_set_at"])
    record("user.change_password", actor=actor, obj=user)


@transaction.atomic
def reset_password(user: User, *, actor: Any) -> str:
    """A new first password for somebody who lost theirs; sessions end and a lock is lifted."""
    password = passwords.temporary()
    passwords.remember(user, SignInPolicy.present())
    user.set_password(password)
    user.must_change_password, user.password_set_at = True, clock.now()
    user.failed_count, user.locked_until_at = 0, None
    user.save()
    ended = signing.end_sessions(user)
    record("user.reset_password", actor=actor, obj=user, after={"ended_sessions": ended})
    return password


@transaction.atomic
def set_active(user: User, active: bool, *, actor: Any) -> None:
    """Close an account, or open it again. Refuses to close one's own."""
    if not active and actor is not None and actor.pk == user.pk:
        raise ValidationError(_("不能停用自己的账号。"))
    if user.is_active == active:
        return
    user.is_active = active
    user.save(update_fields=["is_active"])
    if not active:
        signing.end_sessions(user)
    record("user.enable" if active else "user.disable", actor=actor, obj=user)


@transaction.atomic
def unlock(user: User, *, actor: Any) -> None:
    """Lift a lock before its time."""
    user.failed_count, user.locked_until_at = 0, None
    user.save(update_fields=["failed_count", "locked_until_at"])
    record("user.unlock", actor=actor, obj=user)


@transaction.atomic
def appoint(user: User, role: str, place: str, line: str | None = None, *, actor: Any) -> Posting:
    """Give a user a role for a territory and perhaps a line. Raises ``ValidationError`` where roles must stay apart."""
    User.objects.select_for_update().get(pk=user.pk)
    held = set(Posting.objects.filter(user=user).values_list("role__code", flat=True))
    if roles.clash(held | {role}):
        raise ValidationError(roles.CLASH)
    known = Role.objects.get(code=role)
    where: dict[str, Any] = {"place_id": place, "line_id": line}
    posting, made = Posting.objects.get_or_create(user=user, role=known, **where)
    if made:
        after = {"role": role, "place": place, "line": line}
        record("user.appoint", actor=actor, obj=user, after=after)
    access.forget(user)
    return posting


@transaction.atomic
def dismiss(posting: Posting, *, actor: Any) -> None:
    """Take a role away."""
    before = {"role": posting.role.code, "place": posting.place_id, "line": posting.line_id}
    record("user.dismiss", actor=actor, obj=posting.user, before=before)
    posting.delete()
    access.forget(posting.user)


@transaction.atomic
def set_grants(role: Role, *, extra: list[str], removed: list[str], actor: Any) -> None:
    """Change what a role may do. Refuses grants nobody declared and business for a role that is kept apart from it."""
    known = access.declared()
    if unknown := sorted({*extra, *removed} - set(known)):
        raise ValidationError(_("没有这些权限：%(grants)s。") % {"grants": "、".join(unknown)})
    if not all(access.may_hold(role.code, grant) for grant in extra):
        raise ValidationError(_("有的权限不能给“%(role)s”：业务、系统管理和审计必须分设。") % {"role": role.name})
    if any(access.is_reserved(grant) for grant in removed):
        raise ValidationError(_("本职权限不能去掉。"))
    before = {"extra": role.extra, "removed": role.removed}
    role.extra, role.removed = sorted(set(extra)), sorted(set(removed))
    role.save(update_fields=["extra", "removed"])
    record(
        "role.set_grants", actor=actor, obj=role, before=before, after={"extra": role.extra, "removed": role.removed}
    )
