from lienthong.web.desk.procedures import answers, deeds, draft, eform, listing, process, record, workbook

urlpatterns = [
    *listing.urlpatterns,
    *draft.urlpatterns,
    *record.urlpatterns,
    *eform.urlpatterns,
    *process.urlpatterns,
    *answers.urlpatterns,
    *workbook.urlpatterns,
    *deeds.urlpatterns,
]
