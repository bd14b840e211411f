from lienthong.web.desk.correspondence import (
    arriving,
    deeds,
    incoming,
    listing,
    measures,
    register,
    registering,
    sending,
)

urlpatterns = [
    *listing.urlpatterns,
    *register.urlpatterns,
    *measures.urlpatterns,
    *registering.urlpatterns,
    *incoming.urlpatterns,
    *deeds.urlpatterns,
    *arriving.urlpatterns,
    *sending.urlpatterns,
]
uploads = registering.uploads
