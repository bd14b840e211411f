from lienthong.web.portal.procedures import changes, listing, page

urlpatterns = [*listing.urlpatterns, *page.urlpatterns, *changes.urlpatterns]
