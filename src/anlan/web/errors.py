"""Pages for what went wrong: a sentence that says what to do, and the number that finds the log line."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def _page(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    context = {"sentence": sentence, "number": request.META.get("ANLAN_REQUEST_ID", "")}
    return render(request, f"{status}.html", context, status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """400."""
    return _page(request, 400, _("这个地址里的参数不正确，请返回上一页重试。"))


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """403, with the sentence that the refusing code gave."""
    return _page(request, 403, str(exception) or _("您没有打开这个页面的权限。"))


def missing(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404."""
    told = exception.args[0] if exception is not None and exception.args and isinstance(exception.args[0], str) else ""
    return _page(request, 404, told or _("没有这个页面，可能已被删除，或不在您的范围内。"))


def broken(request: HttpRequest) -> HttpResponse:
    """500."""
    return _page(request, 500, _("系统出错了，您刚才的操作可能没有完成。请记下错误编号告诉管理员。"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form is too old, or came from elsewhere."""
    return _page(request, 403, _("页面已过期，请刷新后重新提交；已填写的内容保存在本机草稿里。"))
