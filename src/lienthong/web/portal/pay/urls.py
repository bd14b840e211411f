from lienthong.web.portal.pay import callback, page, stand_in

urlpatterns = [*page.urlpatterns, *callback.urlpatterns, *stand_in.urlpatterns]
