from lienthong.web.interop.axis.calls import urlpatterns as axis

app_name = "interop"
urlpatterns = [*axis]
