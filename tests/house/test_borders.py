"""What import-linter cannot say: a subject's views, forms and ledgers are its own business."""

import grimp
import pytest

PRIVATE = {"views", "forms", "ledgers"}
INSIDERS = ("anlan.subjects.", "anlan.reports.")


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("anlan", cache_dir=None)


def test_private_modules_are_imported_by_their_own_subject_only(graph: grimp.ImportGraph) -> None:
    private = {
        module: ".".join(module.split(".")[:3])
        for module in graph.modules
        if module.startswith("anlan.subjects.") and len(module.split(".")) > 3 and module.split(".")[3] in PRIVATE
    }
    assert private
    trespasses = [
        (importer, module)
        for module, subject in private.items()
        for importer in graph.find_modules_that_directly_import(module)
        if importer.startswith(INSIDERS) and not importer.startswith(f"{subject}.")
    ]
    assert trespasses == []


def test_kit_and_base_name_no_subject(graph: grimp.ImportGraph) -> None:
    inner = {module for module in graph.modules if module.startswith(("anlan.kit", "anlan.base"))}
    outer = {module for module in graph.modules if module.startswith(("anlan.subjects", "anlan.web", "anlan.api"))}
    assert inner
    assert outer
    reached = {
        (module, up) for module in inner for up in graph.find_modules_directly_imported_by(module) if up in outer
    }
    assert reached == set()
