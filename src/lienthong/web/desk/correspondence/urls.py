from lienthong.web.desk.correspondence import (
    arriving,
    deeds,
    incoming,
    listing,
    measures,
    proof,
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
    *proof.urlpatterns,
]
uploads = registering.uploads
