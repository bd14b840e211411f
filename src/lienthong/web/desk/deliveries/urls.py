from lienthong.web.desk.deliveries import balance, deeds, fetching, listing, parcel, troubles

urlpatterns = [
    *listing.urlpatterns,
    *troubles.urlpatterns,
    *balance.urlpatterns,
    *fetching.urlpatterns,
    *parcel.urlpatterns,
    *deeds.urlpatterns,
]
