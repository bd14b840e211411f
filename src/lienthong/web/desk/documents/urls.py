from lienthong.web.desk.documents import (
    deeds,
    device,
    document,
    keys,
    listing,
    many,
    register,
    search,
    signing,
    writing,
)

urlpatterns = [
    *listing.urlpatterns,
    *register.urlpatterns,
    *search.urlpatterns,
    *keys.urlpatterns,
    *device.urlpatterns,
    *writing.urlpatterns,
    *document.urlpatterns,
    *many.urlpatterns,
    *signing.urlpatterns,
    *deeds.urlpatterns,
]
