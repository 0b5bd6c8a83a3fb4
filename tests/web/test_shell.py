"""Tags and filters of the frame."""

import re
from datetime import date, datetime, timedelta

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import timezone

from anlan.base import clock
from anlan.web.templatetags import shell


class Visit(forms.Form):
    name = forms.CharField(label="名称", help_text="全称")
    on = forms.DateField(label="日期", widget=forms.DateInput(), initial=date(2026, 11, 22))
    kind = forms.ChoiceField(label="类型", choices=[("", "---------"), ("a", "甲")], required=False)
    told = forms.BooleanField(label="已告知", required=False)
    note = forms.CharField(label="说明", widget=forms.Textarea, required=False)


@pytest.fixture
def afternoon():
    clock.set_for_tests(clock.at("2026-11-22 14:05"))
    yield
    clock.set_for_tests(None)


def rendered(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def test_an_icon_points_into_the_sprite_and_is_silent_for_screen_readers():
    made = shell.icon("search")
    assert "icons.svg#search" in made
    assert 'aria-hidden="true"' in made


def test_an_icon_that_the_sprite_lacks_is_refused_with_what_to_do():
    with pytest.raises(ValueError, match=r"vendor\.toml"):
        shell.icon("no-such-drawing")


def test_figures_are_grouped_and_no_figure_is_a_dash():
    assert shell.grouped(20418) == "20,418"
    assert shell.grouped(0) == "0"
    assert shell.grouped(None) == "—"


def test_moments_are_told_in_local_time():
    at = datetime(2026, 11, 22, 6, 5, tzinfo=timezone.get_fixed_timezone(0))
    assert shell.moment(at) == "2026-11-22 14:05"
    assert shell.moment(at, "short") == "11-22 14:05"
    assert shell.moment(date(2026, 11, 22)) == "2026-11-22"
    assert shell.moment(None) == "—"
    assert shell.weekday(date(2026, 11, 22)) == "周日"
    assert shell.weekday(datetime(2026, 11, 22, 17, 0, tzinfo=timezone.get_fixed_timezone(0))) == "周一"


@pytest.mark.parametrize(
    ("left", "text", "tone"),
    [
        (timedelta(hours=2, minutes=5), "还剩 2 小时", "soon"),
        (timedelta(minutes=25, seconds=30), "还剩 25 分钟", "soon"),
        (timedelta(days=3, minutes=5), "还剩 3 天", "in-time"),
        (timedelta(minutes=-3), "超期 3 分钟", "late"),
        (timedelta(days=-3), "超期 3 天", "late"),
    ],
)
def test_a_deadline_is_said_as_people_say_it(afternoon, left, text, tone):
    made = shell.due(clock.now() + left)
    assert f">{text}</span>" in made
    assert f'class="{tone}"' in made


def test_a_day_as_deadline_counts_days(afternoon):
    assert ">超期 3 天</span>" in shell.due(date(2026, 11, 19))


def test_what_was_searched_for_is_marked_and_all_else_escaped():
    assert shell.marked("恒润化工<厂>", "化工") == "恒润<mark>化工</mark>&lt;厂&gt;"
    assert shell.marked("A<b>", "<b>") == "A<mark>&lt;b&gt;</mark>"
    assert shell.marked("YH-2026", "yh") == "<mark>YH</mark>-2026"
    assert shell.marked("甲", " ") == "甲"


def test_a_field_joins_label_mark_hint_and_error():
    form = Visit({"name": ""})
    made = rendered("{% field form.name %}", form=form)
    assert '<label class="form-label" for="id_name">名称' in made
    assert "必填" in made
    assert 'id="id_name_hint">全称' in made
    assert 'aria-describedby="id_name_hint id_name_error"' in made
    assert 'aria-invalid="true"' in made
    assert "is-invalid" in made


def test_a_field_that_may_stay_empty_is_not_marked():
    assert "必填" not in rendered("{% field form.kind %}", form=Visit())


def test_a_date_speaks_iso_to_the_browsers_own_calendar():
    made = rendered("{% field form.on %}", form=Visit())
    assert 'type="date"' in made
    assert 'value="2026-11-22"' in made


def test_nothing_chosen_is_a_dash_and_a_checkbox_carries_its_own_label():
    assert ">—</option>" in rendered("{% field form.kind %}", form=Visit())
    made = rendered("{% field form.told %}", form=Visit())
    assert "form-check-input" in made
    assert made.count("已告知") == 1


def test_a_text_of_several_lines_takes_the_whole_width():
    made = rendered("{% field form.note %}", form=Visit())
    assert "field-wide" in made
    assert 'rows="3"' in made


def test_a_field_can_be_sent_under_another_name():
    assert 'name="value"' in rendered('{% field form.name name="value" %}', form=Visit())


def test_a_filter_is_filled_only_when_it_holds_something():
    assert shell.filled(Visit({"name": "甲"})["name"])
    assert not shell.filled(Visit({"name": ""})["name"])


def test_each_box_of_a_choice_among_several_stands_beside_its_own_word() -> None:
    class Asking(forms.Form):
        flags = forms.MultipleChoiceField(
            choices=[("dust", "涉爆粉尘"), ("cold", "涉氨制冷")], widget=forms.CheckboxSelectMultiple, required=False
        )

    html = render_to_string("parts/field.html", shell.field(Asking({"flags": ["cold"]})["flags"]))
    boxes = re.findall(r"<label>\s*(<input[^>]*>)\s*<span>(.*?)</span>", html)
    assert [word for _box, word in boxes] == ["涉爆粉尘", "涉氨制冷"]
    assert ["checked" in box for box, _word in boxes] == [False, True]
    assert all("form-check-input" in box for box, _word in boxes)
    assert '<div class="form-check-input"' not in html
