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
    openness,
    overview,
    papers,
    results,
    review,
    review_area,
    review_issue,
    review_task,
    source,
    task,
    versions,
    versions_amend,
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
                *results.urlpatterns,
                *openness.urlpatterns,
                *agencies.urlpatterns,
                *calendar.urlpatterns,
                *task.urlpatterns,
                *source.urlpatterns,
                *papers.urlpatterns,
                *review.urlpatterns,
                *review_task.urlpatterns,
                *review_area.urlpatterns,
                *review_issue.urlpatterns,
                *versions.urlpatterns,
                *versions_amend.urlpatterns,
            ]
        ),
    ),
]
