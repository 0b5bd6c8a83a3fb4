"""Forms of signing in, one's own account, and the administration of accounts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anlan.base.dictionaries.models import Holiday
from anlan.base.people import passwords, roles, signing
from anlan.base.people.models import Organisation, Role, SignInPolicy, User
from anlan.base.people.queries import line_choices
from anlan.base.places.queries import place_choices

LONGEST = passwords.MAX_LENGTH


def _password(label: Any, autocomplete: str) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=LONGEST, strip=False, widget=widget)


class LogInForm(forms.Form):
    """Name and password; valid where the credentials are right, with the user as ``user``."""

    username = forms.CharField(
        label=_("用户名"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}),
    )
    password = _password(_("口令"), "current-password")

    def __init__(self, *args: Any, address: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = address
        self.user: User | None = None

    def clean(self) -> None:
        given = self.cleaned_data
        if "username" in given and "password" in given:
            try:
                self.user = signing.check_credentials(given["username"], given["password"], address=self.address)
            except signing.Refused as refused:
                raise forms.ValidationError(str(refused)) from refused


class CodeForm(forms.Form):
    """The second factor."""

    code = forms.CharField(
        label=_("动态口令"),
        max_length=20,
        help_text=_("打开手机上的动态口令应用，填 6 位数字；手机不在身边时填一个恢复码。"),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True, "class": "num"}
        ),
    )


class PasswordForm(forms.Form):
    """A new password; the old one is checked like a sign-in, so that it cannot be guessed here either."""

    old = _password(_("现在的口令"), "current-password")
    new = _password(_("新口令"), "new-password")
    again = _password(_("再输一遍新口令"), "new-password")

    def __init__(self, *args: Any, user: User, address: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.address = user, address
        policy = SignInPolicy.present()
        self.fields["new"].help_text = _(
            "至少 %(length)d 位，含大写字母、小写字母、数字、符号中的 %(classes)d 类，不含用户名、姓名、手机号。"
        ) % {"length": policy.password_length, "classes": policy.password_classes}

    def clean(self) -> None:
        given = self.cleaned_data
        if "new" in given and "again" in given and given["new"] != given["again"]:
            self.add_error("again", _("两遍输入的不一样。"))
        if self.errors or "old" not in given:
            return
        try:
            signing.check_credentials(self.user.username, given["old"], address=self.address)
        except signing.Refused:
            self.add_error("old", _("现在的口令不对。连续输错会锁定账号。"))
            return
        for sentence in passwords.faults(given["new"], self.user):
            self.add_error("new", sentence)


class UserForm(forms.ModelForm):
    """What the administrator writes about an account."""

    class Meta:
        model = User
        fields = ("username", "name", "organisation", "phone", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(active=True).order_by("name")  # type: ignore[attr-defined]
        self.fields["username"].help_text = _("字母或数字，登录时不分大小写，以后不能改。")
        if self.instance.pk:
            del self.fields["username"]

    def clean_username(self) -> str:
        name = str(self.cleaned_data["username"]).strip().lower()
        if User.objects.filter(username=name).exists():
            raise forms.ValidationError(_("这个用户名已有人用。"))
        return name


class PostingForm(forms.Form):
    """One role for one territory, and perhaps one line."""

    role = forms.ModelChoiceField(label=_("角色"), queryset=Role.objects.order_by("position"), to_field_name="code")
    place = forms.ChoiceField(label=_("管辖属地"))
    line = forms.ChoiceField(label=_("分管条线"), required=False, help_text=_("不选则不限条线。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = place_choices()  # type: ignore[attr-defined]
        self.fields["line"].choices = [("", _("全部条线")), *line_choices()]  # type: ignore[attr-defined]


class PolicyForm(forms.ModelForm):
    """The rules of signing in, within bounds that keep them rules (GB/T 22239-2019 level 3)."""

    BOUNDS = {
        "max_failures": (3, 10),
        "lock_minutes": (5, 1440),
        "max_failures_of_address": (10, 1000),
        "max_sessions": (1, 20),
        "idle_minutes": (5, 480),
        "absolute_hours": (1, 72),
        "password_length": (8, 64),
        "password_classes": (2, 4),
        "password_history": (1, 24),
        "password_days": (0, 365),
    }
    totp_roles = forms.MultipleChoiceField(
        label=_("必须启用动态口令的角色"),
        required=False,
        choices=list(roles.NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = SignInPolicy
        fields = (
            "max_failures",
            "lock_minutes",
            "max_failures_of_address",
            "max_sessions",
            "idle_minutes",
            "absolute_hours",
            "password_length",
            "password_classes",
            "password_history",
            "password_days",
            "totp_roles",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (low, high) in self.BOUNDS.items():
            field = self.fields[name]
            field.help_text = _("%(low)d 至 %(high)d") % {"low": low, "high": high}
            field.min_value, field.max_value = low, high  # type: ignore[attr-defined]
            field.widget.attrs |= {"min": low, "max": high}

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for name, (low, high) in self.BOUNDS.items():
            if name in given and not low <= given[name] <= high:
                self.add_error(name, _("应在 %(low)d 与 %(high)d 之间。") % {"low": low, "high": high})
        return given


class HolidayForm(forms.ModelForm):
    """One day that the bureau decides itself."""

    working = forms.TypedChoiceField(
        label=_("这一天"), choices=(("0", _("放假")), ("1", _("上班"))), coerce=lambda value: value == "1"
    )

    class Meta:
        model = Holiday
        fields = ("on", "working", "name")
        widgets = {"on": forms.DateInput(attrs={"type": "date"})}
