"""Every address of the platform, by audience."""

from django.urls import include, path

from lienthong.web.entrance.access import public
from lienthong.web.ui import living

urlpatterns = [
    path("", include("lienthong.web.entrance.urls")),
    path("", include("lienthong.web.portal.urls")),
    path("", include("lienthong.web.desk.urls")),
    path("", include("lienthong.web.steering.urls")),
    path("", include("lienthong.web.console.urls")),
    path("components/", public(living.show), name="components"),
    path("api/v1/", include("lienthong.web.api.v1.urls")),
    path("", include("lienthong.web.interop.urls")),
]

handler400 = "lienthong.web.entrance.errors.bad_request"
handler403 = "lienthong.web.entrance.errors.forbidden"
handler404 = "lienthong.web.entrance.errors.not_found"
handler429 = "lienthong.web.entrance.errors.too_many"  # asked for by django-allauth's rate limits
handler500 = "lienthong.web.entrance.errors.server_error"
