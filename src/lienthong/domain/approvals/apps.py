from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "lienthong.domain.approvals"
    label = "approvals"
