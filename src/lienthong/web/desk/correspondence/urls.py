from lienthong.web.desk.correspondence import (
    arriving,
    deeds,
    incoming,
    listing,
    register,
    registering,
    sending,
)

urlpatterns = [
    *listing.urlpatterns,
    *register.urlpatterns,
    *registering.urlpatterns,
    *incoming.urlpatterns,
    *deeds.urlpatterns,
    *arriving.urlpatterns,
    *sending.urlpatterns,
]
uploads = registering.uploads
