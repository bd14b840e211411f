from django.urls import include, path

from lienthong.web.desk import exercises
from lienthong.web.desk.correspondence import urls as correspondence
from lienthong.web.desk.ministries import bringing
from lienthong.web.desk.payments import of_case
from lienthong.web.desk.plans.hand_in import uploads
from lienthong.web.desk.procedures import online, workbook

app_name = "desk"
urlpatterns = [
    path("cases/", include("lienthong.web.desk.ministries.urls")),
    path("cases/", include(of_case.urlpatterns)),
    path("cases/", include("lienthong.web.desk.cases.urls")),
    path("fees/", include("lienthong.web.desk.payments.urls")),
    path("voice/", include("lienthong.web.desk.voice.urls")),
    path("retention/", include("lienthong.web.desk.retention.urls")),
    path("practice/", include(exercises.urlpatterns)),
    path("documents/", include(correspondence.urlpatterns)),
    path("documents/", include("lienthong.web.desk.documents.urls")),
    path("work/", include("lienthong.web.desk.plans.urls")),
    path("work/", include("lienthong.web.desk.procedures.urls")),
    path("work/procedures/", include("lienthong.web.desk.reviews.urls")),
    path("work/", include("lienthong.web.desk.parties.urls")),
    *uploads,
    *correspondence.uploads,
    *bringing.uploads,
    *workbook.uploads,
    *online.uploads,
]
