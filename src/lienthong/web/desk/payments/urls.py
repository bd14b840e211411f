from lienthong.web.desk.payments import deeds, demand, listing, passing, till, waiting

urlpatterns = [
    *listing.urlpatterns,
    *till.urlpatterns,
    *waiting.urlpatterns,
    *passing.urlpatterns,
    *demand.urlpatterns,
    *deeds.urlpatterns,
]
