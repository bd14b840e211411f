from lienthong.web.desk.deliveries import balance, deeds, fetching, listing, parcel, troubles, use

urlpatterns = [
    *listing.urlpatterns,
    *troubles.urlpatterns,
    *balance.urlpatterns,
    *fetching.urlpatterns,
    *use.urlpatterns,
    *parcel.urlpatterns,
    *deeds.urlpatterns,
]
