from django.urls import include, path

urlpatterns = [
    path("", include("lienthong.web.portal.home")),
    path("", include("lienthong.web.portal.procedures.urls")),
]
