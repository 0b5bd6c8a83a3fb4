"""Pages keep the strict content policy: nothing inline, nothing from elsewhere, every button says what kind it is."""

import re
from pathlib import Path

import pytest

import anlan

SOURCE = Path(anlan.__file__).parent
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
SCRIPTS = sorted(path for path in (SOURCE / "web" / "static").rglob("*.js") if "vendor" not in path.parts)
STYLES = sorted((SOURCE / "web" / "static" / "css").glob("*.css"))


def name_of(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_has_no_inline_style_script_or_handler(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<[^>]+\sstyle=", text)
    assert not re.search(r"<style\b", text)
    assert not re.search(r"<[^>]+\son[a-z]+=", text)
    assert not re.search(r"javascript:", text)
    scripts = re.findall(r"<script\b([^>]*)>([^<]*)</script>", text)
    assert all("src=" in attributes and not body.strip() for attributes, body in scripts)


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_loads_nothing_from_outside(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"""(?:src|href|action|hx-get|hx-post)=["'](?:https?:)?//""", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_words_of_a_template_are_marked_for_translation(path):
    text = re.sub(
        r"\{%\s*comment\s*%\}.*?\{%\s*endcomment\s*%\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL
    )
    text = re.sub(r"\{%\s*blocktranslate.*?\{%\s*endblocktranslate\s*%\}", "", text, flags=re.DOTALL)
    text = re.sub(r"\{[%#].*?[%#]\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)
    left = re.findall(r"[\u4e00-\u9fff]+", text)
    assert left == []


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_words_of_a_script_are_marked_for_translation(path):
    text = re.sub(r"/\*.*?\*/|^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r'_\(\s*"(?:[^"\\]|\\.)*"', "", text)
    left = re.findall(r"[\u4e00-\u9fff]+", text)
    assert set(left) <= {"万"}


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_a_script_is_a_module_that_evaluates_nothing(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\beval\(|new Function|document\.write|setAttribute\(\"style\"", text)
    if path.name != "theme.js":
        assert re.search(r"^(import|export) ", text, flags=re.MULTILINE)


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_a_script_imports_only_files_that_exist(path):
    names = re.findall(r"""(?:from|import\()\s*["'](\./[^"']+)["']""", path.read_text(encoding="utf-8"))
    assert [name for name in names if not (path.parent / name).exists()] == []


@pytest.mark.parametrize("path", STYLES, ids=name_of)
def test_a_style_sheet_loads_nothing_and_has_no_gradient(path):
    text = path.read_text(encoding="utf-8")
    assert "@import" not in text
    assert "url(" not in text
    assert "gradient" not in text


def test_map_and_list_give_a_state_the_same_colour():
    pins = (SOURCE / "web" / "static" / "js" / "pins.js").read_text(encoding="utf-8")
    meaning = dict(re.findall(r"(\w+): \"(\w+)\"", pins.partition("MEANING = {")[2].partition("};")[0]))
    css = (SOURCE / "web" / "static" / "css" / "ledger.css").read_text(encoding="utf-8")
    dots = dict(re.findall(r"\.state-(\w+) \{ background: var\(--dot-(\w+)\)", css))
    assert len(dots) >= 5
    assert {state: meaning[state] for state in dots} == dots
