from lienthong.web.portal.post import callback, page, stand_in

urlpatterns = [*page.urlpatterns, *callback.urlpatterns, *stand_in.urlpatterns]
