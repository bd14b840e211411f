from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "lienthong.spine.calendar"
    label = "calendar"
