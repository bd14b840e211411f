from lienthong.web.steering.boards import cases, paper, table

urlpatterns = [*table.urlpatterns, *cases.urlpatterns, *paper.urlpatterns]
