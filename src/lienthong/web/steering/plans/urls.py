from django.urls import include, path

from lienthong.web.steering.plans import (
    acts,
    agencies,
    bulk,
    calendar,
    duties,
    evidence,
    fields,
    imports,
    inbox,
    listing,
    overview,
    papers,
    source,
    task,
)

urlpatterns = [
    *listing.urlpatterns,
    *imports.urlpatterns,
    path(
        "<slug:slug>/",
        include(
            [
                *overview.urlpatterns,
                *inbox.urlpatterns,
                *duties.urlpatterns,
                *bulk.urlpatterns,
                *acts.urlpatterns,
                *evidence.urlpatterns,
                *fields.urlpatterns,
                *agencies.urlpatterns,
                *calendar.urlpatterns,
                *task.urlpatterns,
                *source.urlpatterns,
                *papers.urlpatterns,
            ]
        ),
    ),
]
