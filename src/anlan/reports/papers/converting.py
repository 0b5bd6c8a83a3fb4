"""Word to PDF by LibreOffice where it is installed; elsewhere there is no such button. Must not know reports."""

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

SECONDS = 90


class NoPdf(RuntimeError):
    """LibreOffice is missing or did not finish; the message is a sentence."""


@cache
def program() -> str | None:
    """Where LibreOffice is."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def pdf(word: bytes) -> bytes:
    """The PDF of a .docx. Raises ``NoPdf``."""
    office = program()
    if office is None:
        raise NoPdf(_("这台服务器没有安装 LibreOffice，不能转成 PDF。"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.docx"
        path.write_bytes(word)
        profile = (Path(folder) / "profile").as_uri()  # of its own, so that two can convert at once
        command = [office, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "pdf"]
        try:
            command += ["--outdir", folder, str(path)]
            subprocess.run(command, check=True, timeout=SECONDS, capture_output=True)  # noqa: S603 - our own file
            return path.with_suffix(".pdf").read_bytes()
        except (subprocess.SubprocessError, OSError) as fault:
            raise NoPdf(_("转成 PDF 没有成功，请下载 Word 后自行另存。")) from fault
