"""Addresses of the pages of people and organisations."""

from lienthong.web.desk.parties import finding, linking, record, reveal

urlpatterns = [*finding.urlpatterns, *record.urlpatterns, *reveal.urlpatterns, *linking.urlpatterns]
