from lienthong.web.desk.plans import assign, mine

urlpatterns = [*mine.urlpatterns, *assign.urlpatterns]
