from lienthong.web.portal.mine import (
    case,
    data,
    erase,
    home,
    identity,
    papers,
    register,
    result,
    supplement,
    withdraw,
)

urlpatterns = [
    *register.urlpatterns,
    *home.urlpatterns,
    *case.urlpatterns,
    *supplement.urlpatterns,
    *withdraw.urlpatterns,
    *result.urlpatterns,
    *identity.urlpatterns,
    *papers.urlpatterns,
    *data.urlpatterns,
    *erase.urlpatterns,
]
uploads = supplement.uploads
