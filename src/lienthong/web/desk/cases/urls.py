from lienthong.web.desk.cases import case, deeds, intake, keeping, listing, receipt

urlpatterns = [
    *listing.urlpatterns,
    *keeping.urlpatterns,
    *intake.urlpatterns,
    *case.urlpatterns,
    *receipt.urlpatterns,
    *deeds.urlpatterns,
]
