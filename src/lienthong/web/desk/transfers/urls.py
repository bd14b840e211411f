from lienthong.web.desk.transfers import agreement, deeds, listing

urlpatterns = [*listing.urlpatterns, *agreement.urlpatterns, *deeds.urlpatterns]
