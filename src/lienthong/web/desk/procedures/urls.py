from lienthong.web.desk.procedures import answers, deeds, draft, listing, process, record

urlpatterns = [
    *listing.urlpatterns,
    *draft.urlpatterns,
    *record.urlpatterns,
    *process.urlpatterns,
    *answers.urlpatterns,
    *deeds.urlpatterns,
]
