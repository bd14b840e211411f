from lienthong.web.desk.cases import case, deeds, intake, listing, receipt

urlpatterns = [
    *listing.urlpatterns,
    *intake.urlpatterns,
    *case.urlpatterns,
    *receipt.urlpatterns,
    *deeds.urlpatterns,
]
