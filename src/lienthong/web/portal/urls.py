from django.urls import include, path

from lienthong.web.portal import help, questions, satisfaction, signatures
from lienthong.web.portal.apply import urls as apply
from lienthong.web.portal.follow import page as follow
from lienthong.web.portal.mine import urls as mine
from lienthong.web.portal.pay import urls as pay
from lienthong.web.portal.post import urls as post

urlpatterns = [
    path("", include("lienthong.web.portal.home")),
    path("", include("lienthong.web.portal.procedures.urls")),
    *satisfaction.urlpatterns,
    *questions.urlpatterns,
    *help.urlpatterns,
    *signatures.urlpatterns,
    *signatures.uploads,
    *apply.urlpatterns,
    *apply.uploads,
    *follow.urlpatterns,
    *pay.urlpatterns,
    *post.urlpatterns,
    *mine.urlpatterns,
    *mine.uploads,
]
