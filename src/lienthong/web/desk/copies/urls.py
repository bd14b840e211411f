from lienthong.web.desk.copies import asking, deeds, listing, making, one, register

urlpatterns = [
    *listing.urlpatterns,
    *register.urlpatterns,
    *asking.urlpatterns,
    *one.urlpatterns,
    *making.urlpatterns,
    *deeds.urlpatterns,
]
