from lienthong.web.desk.plans import assign, contributions, duty, hand_in, handling, mine

urlpatterns = [
    *mine.urlpatterns,
    *assign.urlpatterns,
    *duty.urlpatterns,
    *hand_in.urlpatterns,
    *handling.urlpatterns,
    *contributions.urlpatterns,
]
