"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from lienthong.web.entrance.access import public


@public
def home(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Lienthong")


urlpatterns = [path("", home, name="home")]
