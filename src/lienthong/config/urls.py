"""Every address of the platform, by audience."""

from django.urls import include, path

urlpatterns = [
    path("", include("lienthong.web.entrance.urls")),
    path("", include("lienthong.web.portal.urls")),
]
