from lienthong.web.portal.apply import check, papers, part, resumable, resume, sent, start, tasks

urlpatterns = [
    *resume.urlpatterns,
    *start.urlpatterns,
    *tasks.urlpatterns,
    *papers.urlpatterns,
    *check.urlpatterns,
    *sent.urlpatterns,
    *part.urlpatterns,  # last: it takes any word in the place of a sheet
]
uploads = [*papers.uploads, *resumable.uploads]
