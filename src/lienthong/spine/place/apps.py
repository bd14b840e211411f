from django.apps import AppConfig


class PlaceConfig(AppConfig):
    name = "lienthong.spine.place"
    label = "place"
