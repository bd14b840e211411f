from lienthong.web.portal.mine import case, data, erase, home, identity, papers, register

urlpatterns = [
    *register.urlpatterns,
    *home.urlpatterns,
    *case.urlpatterns,
    *identity.urlpatterns,
    *papers.urlpatterns,
    *data.urlpatterns,
    *erase.urlpatterns,
]
