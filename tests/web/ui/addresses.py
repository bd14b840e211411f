"""Addresses for the tests of the face: the living page, a citizen's page, every fault."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import RequestContext, Template
from django.urls import path
from django.views.i18n import set_language

from lienthong.web.ui import living, parts
from lienthong.web.ui.parts import Fact

FACTS = (
    Fact("Thời gian", "15 ngày làm việc", "Nộp hôm nay, nhận chậm nhất thứ Sáu 05/11/2021", "clock"),
    Fact("Lệ phí", "75.000 đồng", "Hộ nghèo, người có công: không phải nộp", "money"),
)

PAGE = """
{% extends "ui/public.html" %}{% load ui %}
{% block title %}Xin giấy phép xây dựng{% endblock %}
{% block content %}
<p class="back">{% icon "back" %}<a href="/">Xây dựng, nhà ở</a></p>
<div class="heading"><h1>Xin giấy phép xây dựng nhà ở riêng lẻ tại đô thị</h1>
<p class="lead">Dành cho gia đình, cá nhân xây nhà mới ở phường hoặc thị trấn.</p></div>
{% key_facts facts %}
<p>{% button "Nộp hồ sơ trực tuyến" href="/" %}</p>
{% endblock %}
"""


def procedure(request: HttpRequest) -> HttpResponse:
    """A page as a citizen first meets it."""
    context = {"facts": FACTS, "province_name": "Tỉnh Gia Lai", "nav": (parts.Tab("Thủ tục", "/"),)}
    return HttpResponse(Template(PAGE).render(RequestContext(request, context)))


def fault(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, f"ui/errors/{status}.html", {"error_code": "L-1510-7F3A"}, status=status)


urlpatterns = [
    path("", procedure),
    path("components", living.show),
    path("fault/<int:status>", fault),
    path("language", set_language, name="set_language"),
]
