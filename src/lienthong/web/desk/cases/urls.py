from lienthong.web.desk.cases import (
    beside,
    blocks,
    case,
    deeds,
    desk_over,
    intake,
    listing,
    many,
    opinions,
    originals,
    receipt,
)

urlpatterns = [
    *listing.urlpatterns,
    *beside.urlpatterns,
    *blocks.urlpatterns,
    *many.urlpatterns,
    *desk_over.urlpatterns,
    *opinions.urlpatterns,
    *originals.urlpatterns,
    *intake.urlpatterns,
    *case.urlpatterns,
    *receipt.urlpatterns,
    *deeds.urlpatterns,
]
