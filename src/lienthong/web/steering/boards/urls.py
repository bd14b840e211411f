from lienthong.web.steering.boards import cases, causes, paper, table

urlpatterns = [*table.urlpatterns, *cases.urlpatterns, *causes.urlpatterns, *paper.urlpatterns]
