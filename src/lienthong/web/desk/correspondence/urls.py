from lienthong.web.desk.correspondence import (
    amending,
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
    *amending.urlpatterns,
]
uploads = registering.uploads
