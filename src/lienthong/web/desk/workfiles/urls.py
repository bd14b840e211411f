"""Addresses of the pages of work files."""

from lienthong.web.desk.workfiles import clearing, listing, lists, opening, over, putting, workfile

urlpatterns = [
    *listing.urlpatterns,
    *lists.urlpatterns,
    *over.urlpatterns,
    *clearing.urlpatterns,
    *opening.urlpatterns,
    *putting.urlpatterns,
    *workfile.urlpatterns,
]
uploads = lists.uploads
