"""What the engine does for files."""

from django.utils.translation import gettext_lazy as _

from anlan.kit.engine.parts import part
from anlan.kit.files.sweeping import sweep


@part("files-sweep", every=6 * 3600, lease=600, title=_("清理无主文件"))
def sweep_files() -> None:
    sweep()
