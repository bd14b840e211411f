from lienthong.web.desk.procedures import (
    announcing,
    answers,
    deeds,
    draft,
    listing,
    national,
    new_trigger,
    online,
    process,
    record,
    trigger,
    workbook,
)

urlpatterns = [
    *listing.urlpatterns,
    *announcing.urlpatterns,
    *new_trigger.urlpatterns,
    *trigger.urlpatterns,
    *online.urlpatterns,
    *national.urlpatterns,
    *draft.urlpatterns,
    *record.urlpatterns,
    *process.urlpatterns,
    *answers.urlpatterns,
    *workbook.urlpatterns,
    *deeds.urlpatterns,
]
