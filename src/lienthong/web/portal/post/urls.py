from lienthong.web.portal.post import callback, fetch, page, stand_in

urlpatterns = [*page.urlpatterns, *fetch.urlpatterns, *callback.urlpatterns, *stand_in.urlpatterns]
