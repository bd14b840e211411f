from django.urls import include, path

app_name = "desk"
urlpatterns = [path("work/", include("lienthong.web.desk.plans.urls"))]
