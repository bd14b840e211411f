from lienthong.web.steering.boards import cases, causes, paper, shares, table

urlpatterns = [
    *table.urlpatterns,
    *cases.urlpatterns,
    *causes.urlpatterns,
    *shares.urlpatterns,
    *paper.urlpatterns,
]
