from lienthong.web.portal.procedures import changes, listing, open_data, page

urlpatterns = [*listing.urlpatterns, *open_data.urlpatterns, *page.urlpatterns, *changes.urlpatterns]
