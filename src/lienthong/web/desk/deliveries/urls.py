from lienthong.web.desk.deliveries import arrivals, balance, deeds, fetching, listing, parcel, troubles, use

urlpatterns = [
    *listing.urlpatterns,
    *arrivals.urlpatterns,
    *troubles.urlpatterns,
    *balance.urlpatterns,
    *fetching.urlpatterns,
    *use.urlpatterns,
    *parcel.urlpatterns,
    *deeds.urlpatterns,
]
