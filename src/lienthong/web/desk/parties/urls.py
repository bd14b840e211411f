"""Addresses of the pages of people and organisations."""

from lienthong.web.desk.parties import finding, linking, looks, record, reveal

urlpatterns = [
    *finding.urlpatterns,
    *looks.urlpatterns,
    *record.urlpatterns,
    *reveal.urlpatterns,
    *linking.urlpatterns,
]
