from django.urls import include, path

app_name = "steering"
urlpatterns = [path("plans/", include("lienthong.web.steering.plans.urls"))]
