from lienthong.web.desk.conduct import listing, matter, opening

urlpatterns = [*listing.urlpatterns, *opening.urlpatterns, *matter.urlpatterns]
