from lienthong.web.desk.payments import deeds, demand, listing, till, waiting

urlpatterns = [
    *listing.urlpatterns,
    *till.urlpatterns,
    *waiting.urlpatterns,
    *demand.urlpatterns,
    *deeds.urlpatterns,
]
