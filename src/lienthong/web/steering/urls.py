from django.urls import include, path

from lienthong.web.steering.plans.imports import uploads

app_name = "steering"
urlpatterns = [path("plans/", include("lienthong.web.steering.plans.urls")), *uploads]
