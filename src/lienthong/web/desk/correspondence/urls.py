from lienthong.web.desk.correspondence import (
    amending,
    arriving,
    counted,
    deeds,
    incoming,
    listing,
    measures,
    proof,
    register,
    registering,
    reports,
    sending,
)

urlpatterns = [
    *listing.urlpatterns,
    *register.urlpatterns,
    *measures.urlpatterns,
    *reports.urlpatterns,
    *counted.urlpatterns,
    *registering.urlpatterns,
    *incoming.urlpatterns,
    *deeds.urlpatterns,
    *arriving.urlpatterns,
    *sending.urlpatterns,
    *proof.urlpatterns,
    *amending.urlpatterns,
]
uploads = registering.uploads
