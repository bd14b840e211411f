from lienthong.web.portal.mine import (
    case,
    data,
    erase,
    home,
    identity,
    papers,
    rate,
    register,
    remarks,
    result,
    supplement,
    telephone,
    withdraw,
)

urlpatterns = [
    *register.urlpatterns,
    *home.urlpatterns,
    *case.urlpatterns,
    *supplement.urlpatterns,
    *withdraw.urlpatterns,
    *result.urlpatterns,
    *rate.urlpatterns,
    *remarks.urlpatterns,
    *identity.urlpatterns,
    *papers.urlpatterns,
    *data.urlpatterns,
    *telephone.urlpatterns,
    *erase.urlpatterns,
]
uploads = supplement.uploads
