from lienthong.web.desk.voice import remarks, results

urlpatterns = [*results.urlpatterns, *remarks.urlpatterns]
