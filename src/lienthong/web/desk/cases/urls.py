from lienthong.web.desk.cases import case, deeds, intake, keeping, listing, papers, receipt, register

urlpatterns = [
    *listing.urlpatterns,
    *keeping.urlpatterns,
    *intake.urlpatterns,
    *case.urlpatterns,
    *receipt.urlpatterns,
    *papers.urlpatterns,
    *register.urlpatterns,
    *deeds.urlpatterns,
]
