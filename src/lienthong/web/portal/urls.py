from django.urls import include, path

from lienthong.web.portal import signatures

urlpatterns = [
    path("", include("lienthong.web.portal.home")),
    path("", include("lienthong.web.portal.procedures.urls")),
    *signatures.urlpatterns,
    *signatures.uploads,
]
