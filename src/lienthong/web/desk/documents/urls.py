from lienthong.web.desk.documents import (
    attachments,
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
    *attachments.urlpatterns,
    *many.urlpatterns,
    *signing.urlpatterns,
    *deeds.urlpatterns,
]
