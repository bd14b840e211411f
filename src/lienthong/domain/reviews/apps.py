from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "lienthong.domain.reviews"
    label = "reviews"
