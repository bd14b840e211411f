"""Addresses of the pages of people and organisations."""

from lienthong.web.desk.parties import accounts, finding, linking, looks, record, reveal

urlpatterns = [
    *accounts.urlpatterns,
    *finding.urlpatterns,
    *looks.urlpatterns,
    *record.urlpatterns,
    *reveal.urlpatterns,
    *linking.urlpatterns,
]
