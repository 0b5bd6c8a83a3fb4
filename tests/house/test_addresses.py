"""No file names a package index or a path of the machine that it was written on."""

import re

from tests.house.sources import kept_files, name_of

# In pieces, so that this file does not name them either.
INDEX_HOSTS = (
    r"pypi\." + "org",
    r"python" + r"hosted\.org",
    r"registry\.npm" + r"js\.org",
    r"registry\.yarn" + r"pkg\.com",
    r"deb\." + r"debian\.org",
    r"pypi\.tuna\." + "tsinghua",
    r"mirrors\.(aliyun|tuna|ustc|cloud\.tencent)" + r"\.",
)
MACHINE_PATHS = (r"/work/" + "main", r"/work/" + "shared", r"(?<![\w.])/root/" + r"\w", r"/home/" + r"\w+/\w")


def naming(patterns: tuple[str, ...]) -> list[str]:
    pattern = re.compile("|".join(patterns).encode())
    found = []
    for path in kept_files():
        content = path.read_bytes()
        if b"\0" not in content[:8192] and (match := pattern.search(content)):
            found.append(f"{name_of(path)}: {match.group().decode('utf-8', 'replace')}")
    return found


def test_no_file_names_a_package_index() -> None:
    assert naming(INDEX_HOSTS) == []


def test_no_file_names_a_path_of_a_machine() -> None:
    assert naming(MACHINE_PATHS) == []
