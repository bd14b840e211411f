from django.urls import include, path

from lienthong.web.steering.plans import agencies, calendar, imports, listing, overview, papers, source, task

urlpatterns = [
    *listing.urlpatterns,
    *imports.urlpatterns,
    path(
        "<slug:slug>/",
        include(
            [
                *overview.urlpatterns,
                *agencies.urlpatterns,
                *calendar.urlpatterns,
                *task.urlpatterns,
                *source.urlpatterns,
                *papers.urlpatterns,
            ]
        ),
    ),
]
