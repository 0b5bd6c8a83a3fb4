"""Addresses of signing in, one's own account, and the administration of accounts."""

from django.urls import path

from anlan.web.account import administration, rules, views

urlpatterns = [
    path("login", views.log_in, name="login"),
    path("login/code", views.log_in_code, name="login-code"),
    path("logout", views.log_out, name="logout"),
    path("account", views.account, name="account"),
    path("account/password", views.password, name="account-password"),
    path("account/totp", views.totp_page, name="account-totp"),
    path("account/totp/picture.svg", views.totp_picture, name="account-totp-picture"),
    path("account/totp/off", views.totp_off, name="account-totp-off"),
    path("account/totp/codes", views.recovery_codes, name="account-totp-codes"),
    path("account/sessions/end", views.end_sessions, name="account-sessions-end"),
    path("system/users", administration.users, name="account-users"),
    path("system/users/new", administration.new_user, name="account-user-new"),
    path("system/users/<int:pk>", administration.user_page, name="account-user"),
    path("system/users/<int:pk>/appoint", administration.appoint, name="account-user-appoint"),
    path("system/users/<int:pk>/dismiss/<int:posting>", administration.dismiss, name="account-user-dismiss"),
    path("system/users/<int:pk>/<slug:act>", administration.act, name="account-user-act"),
    path("system/roles", rules.roles_page, name="account-roles"),
    path("system/roles/<slug:code>", rules.role_page, name="account-role"),
    path("system/policy", rules.policy_page, name="account-policy"),
    path("system/holidays", rules.holidays_page, name="account-holidays"),
]
