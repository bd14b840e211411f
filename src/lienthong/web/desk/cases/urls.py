from lienthong.web.desk.cases import case, deeds, desk_over, intake, listing, many, opinions, receipt

urlpatterns = [
    *listing.urlpatterns,
    *many.urlpatterns,
    *desk_over.urlpatterns,
    *opinions.urlpatterns,
    *intake.urlpatterns,
    *case.urlpatterns,
    *receipt.urlpatterns,
    *deeds.urlpatterns,
]
