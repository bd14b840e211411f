from django.urls import include, path

from lienthong.web.steering.boards import urls as boards
from lienthong.web.steering.plans.imports import uploads

app_name = "steering"
urlpatterns = [path("plans/", include("lienthong.web.steering.plans.urls")), *boards.urlpatterns, *uploads]
