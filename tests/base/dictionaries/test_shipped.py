"""What the program brings reaches every installation once, and never undoes what the bureau did."""

import pytest
from django.core.management.sql import emit_post_migrate_signal

from anlan.base.audit.models import AuditEntry
from anlan.base.dictionaries import choosing, shipped, terms
from anlan.base.dictionaries.models import Dictionary, Term
from anlan.kit.records import writing

pytestmark = pytest.mark.django_db
DISPOSAL, LETTERS, CATEGORIES = "measure-disposal", "letter-kind", "hazard-category"


def migrated() -> None:
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")


def names(dictionary: str) -> list[str]:
    return [term.name for term in Term.objects.filter(dictionary=dictionary).order_by("position", "code")]


def brought(dictionary: str) -> list[str]:
    return [word.name for word in shipped.every()[dictionary].words]


def test_an_empty_installation_stays_empty_until_it_is_started() -> None:
    migrated()
    assert not Dictionary.objects.exists()
    assert choosing.bare() == []


def test_a_dictionary_of_a_new_version_is_there_after_the_migration() -> None:
    shipped.offer(only=[LETTERS])
    migrated()
    assert names(DISPOSAL) == brought(DISPOSAL)
    assert set(Dictionary.objects.values_list("code", flat=True)) == set(shipped.every())
    told = AuditEntry.objects.get(act="dictionary.offer", label="查封扣押和证据保存的处理")
    assert told.after == {"added": brought(DISPOSAL)}
    count = Term.objects.count()
    migrated()
    assert Term.objects.count() == count


def test_what_the_bureau_renamed_switched_off_or_deleted_stays_so() -> None:
    shipped.offer(only=[LETTERS])
    Term.objects.filter(dictionary=LETTERS, code="contract").update(name="目标责任书", active=False)
    Term.objects.get(dictionary=LETTERS, code="pledge").delete()
    Dictionary.objects.filter(code=LETTERS).update(name="文书", owner="县安委办")
    migrated()
    assert names(LETTERS) == ["目标责任书", "承诺书"]
    assert [term.name for term in terms.active(LETTERS)] == ["承诺书"]
    assert Dictionary.objects.get(code=LETTERS).name == "文书"


def test_before_it_was_kept_what_had_been_given_the_audit_tells_what_was_deleted() -> None:
    shipped.offer(only=[LETTERS])
    writing.remove_many([Term.objects.get(dictionary=LETTERS, code="pledge")], actor=None)
    Term.objects.get(dictionary=LETTERS, code="promise").delete()  # nobody knows of this one
    Dictionary.objects.update(offered=[])
    migrated()
    assert names(LETTERS) == ["责任书", "承诺书"]


def test_a_word_that_comes_later_stands_last_under_its_superior_unless_the_bureau_has_it() -> None:
    shipped.offer(only=[CATEGORIES])
    later = ["A05", "A06", "B05"]
    Term.objects.filter(dictionary=CATEGORIES, code__in=later).delete()
    held = Dictionary.objects.get(code=CATEGORIES)
    held.offered = [code for code in held.offered if code not in later]
    held.save()
    Term.objects.create(
        dictionary=held, code="own", name="消防", other_names="消防安全、防火", position=1, active=False
    )
    Term.objects.create(dictionary=held, code="own2", name="教育培训", position=2)
    assert shipped.offer(only=[CATEGORIES]) == {"隐患类别": ["安全操作规程"]}
    assert names(CATEGORIES)[-1] == "安全操作规程"
    assert Term.objects.get(dictionary=CATEGORIES, code="A05").parent.code == "A"  # type: ignore[union-attr]
    assert not Term.objects.filter(dictionary=CATEGORIES, code__in=["A06", "B05"]).exists()
    assert not Term.objects.get(dictionary=CATEGORIES, code="own").active


def test_every_field_that_takes_a_term_has_a_dictionary_that_is_brought() -> None:
    assert set(choosing.used()) <= set(shipped.every())


def test_the_check_names_a_dictionary_that_leaves_nothing_to_choose() -> None:
    shipped.offer()
    assert choosing.nothing_to_choose(databases=["default"]) == []
    Term.objects.filter(dictionary=DISPOSAL).update(active=False)
    Dictionary.objects.get(code=LETTERS).delete()
    assert [(one.msg, one.hint) for one in choosing.nothing_to_choose(databases=["default"])] == [
        (
            "字典“责任文书类别”（letter-kind）没有启用的项，责任书签订活动的“文书类别”选不出来。",
            "请运行 python3 manage.py migrate，把程序自带的字典项补上。",
        ),
        (
            "字典“查封扣押和证据保存的处理”（measure-disposal）没有启用的项，查封扣押和证据保存的“处理结果”选不出来。",
            "请在“系统管理 → 字典项”里添加或启用。",
        ),
    ]
    assert choosing.nothing_to_choose(databases=None) == []
