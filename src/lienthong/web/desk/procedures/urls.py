from lienthong.web.desk.procedures import answers, deeds, draft, listing, process, record, workbook

urlpatterns = [
    *listing.urlpatterns,
    *draft.urlpatterns,
    *record.urlpatterns,
    *process.urlpatterns,
    *answers.urlpatterns,
    *workbook.urlpatterns,
    *deeds.urlpatterns,
]
