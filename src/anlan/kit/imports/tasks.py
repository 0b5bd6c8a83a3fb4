"""The engine's part of imports: reading, confirming and undoing what is too large for a page to wait for."""

from django.utils.translation import gettext_lazy as _

from anlan.kit.engine.parts import part
from anlan.kit.imports import sessions


@part("imports", every=0.5, waiting=lambda: sessions.waiting().exists(), lease=120, title=_("导入"))
def import_next() -> bool:
    """One step of the oldest session that waits; True when more wait."""
    session_id = sessions.waiting().values_list("pk", flat=True).first()
    if session_id is not None:
        sessions.work(session_id)
    return sessions.waiting().exists()


@part("imports-tidy", every=3600, title=_("清理中断的上传"))
def clear_pieces() -> None:
    """Pieces of uploads that a crash cut off."""
    sessions.clear_pieces()
