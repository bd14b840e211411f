from django.apps import AppConfig


class ScheduleConfig(AppConfig):
    name = "lienthong.spine.schedule"
    label = "schedule"
