"""Addresses of the pages of retention."""

from lienthong.web.desk.retention import disposal, holding, overview

urlpatterns = [*overview.urlpatterns, *disposal.urlpatterns, *holding.urlpatterns]
