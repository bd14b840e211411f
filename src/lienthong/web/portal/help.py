"""Help in simple words, and what this site does for people who see, hear or move otherwise."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from lienthong.web.entrance.access import public


@public
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/help.html")


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/accessibility.html")


urlpatterns = [
    path("help/", help_page, name="help"),
    path("help/accessibility/", accessibility, name="accessibility"),
]
