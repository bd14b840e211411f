from lienthong.web.desk.cases import case, deeds, intake, listing, papers, receipt, register

urlpatterns = [
    *listing.urlpatterns,
    *intake.urlpatterns,
    *case.urlpatterns,
    *receipt.urlpatterns,
    *papers.urlpatterns,
    *register.urlpatterns,
    *deeds.urlpatterns,
]
