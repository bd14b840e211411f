from django.urls import include, path

from lienthong.web.desk import exercises
from lienthong.web.desk.cases import scans
from lienthong.web.desk.correspondence import urls as correspondence
from lienthong.web.desk.deliveries import of_case as post_of_case
from lienthong.web.desk.documents import attachments, writing
from lienthong.web.desk.ministries import bringing
from lienthong.web.desk.payments import of_case
from lienthong.web.desk.plans.hand_in import uploads
from lienthong.web.desk.procedures import online, workbook
from lienthong.web.desk.transfers import counter as post_counter
from lienthong.web.desk.workfiles import urls as workfiles

app_name = "desk"
urlpatterns = [
    path("cases/", include("lienthong.web.desk.ministries.urls")),
    path("cases/", include(of_case.urlpatterns)),
    path("cases/", include(post_of_case.urlpatterns)),
    path("cases/", include("lienthong.web.desk.cases.urls")),
    path("fees/", include("lienthong.web.desk.payments.urls")),
    path("parcels/", include("lienthong.web.desk.deliveries.urls")),
    path("transfers/", include("lienthong.web.desk.transfers.urls")),
    path("post-counter/", include(post_counter.urlpatterns)),
    path("conduct/", include("lienthong.web.desk.conduct.urls")),
    path("voice/", include("lienthong.web.desk.voice.urls")),
    path("retention/", include("lienthong.web.desk.retention.urls")),
    path("practice/", include(exercises.urlpatterns)),
    path("documents/", include(workfiles.urlpatterns)),
    path("documents/copies/", include("lienthong.web.desk.copies.urls")),
    path("documents/", include(correspondence.urlpatterns)),
    path("documents/", include("lienthong.web.desk.documents.urls")),
    path("work/", include("lienthong.web.desk.plans.urls")),
    path("work/", include("lienthong.web.desk.procedures.urls")),
    path("work/procedures/", include("lienthong.web.desk.reviews.urls")),
    path("work/", include("lienthong.web.desk.parties.urls")),
    *uploads,
    *scans.uploads,
    *writing.uploads,
    *attachments.uploads,
    *correspondence.uploads,
    *workfiles.uploads,
    *bringing.uploads,
    *workbook.uploads,
    *online.uploads,
]
