from lienthong.web.desk.documents import deeds, document, keys, listing, register, signing, writing

urlpatterns = [
    *listing.urlpatterns,
    *register.urlpatterns,
    *keys.urlpatterns,
    *writing.urlpatterns,
    *document.urlpatterns,
    *signing.urlpatterns,
    *deeds.urlpatterns,
]
