from lienthong.web.desk.ministries import balance, bringing, card, overview, waiting

urlpatterns = [
    *overview.urlpatterns,
    *balance.urlpatterns,
    *bringing.urlpatterns,
    *waiting.urlpatterns,
    *card.urlpatterns,
]
