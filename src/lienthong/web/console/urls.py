"""Every address of the console; uploads stand apart, because another process receives them."""

from django.urls import include, path

from lienthong.web.console import (
    anywhere,
    approvals,
    causes,
    deliveries,
    home,
    ledger,
    letters,
    retention,
    short_messages,
)
from lienthong.web.console.agencies import agency, changes, creation, endings, groups, offers, signing, tree
from lienthong.web.console.axis import message as axis_message
from lienthong.web.console.axis import neighbours, overview
from lienthong.web.console.calendars import days, hours, rules, suspensions, trial
from lienthong.web.console.forms import listing as forms
from lienthong.web.console.forms import replacing
from lienthong.web.console.history import bringing
from lienthong.web.console.national import balance, filings, gaps
from lienthong.web.console.partners import hook, hook_deeds, hooking, partner, registering
from lienthong.web.console.partners import listing as partners
from lienthong.web.console.people import invite, keeping, listing, person, positions, staff_list
from lienthong.web.console.systems import register, uses

app_name = "console"
_PAGES = [
    *home.urlpatterns,
    *approvals.urlpatterns,
    *anywhere.urlpatterns,
    *causes.urlpatterns,
    *retention.urlpatterns,
    *letters.urlpatterns,
    *short_messages.urlpatterns,
    *deliveries.urlpatterns,
    *ledger.urlpatterns,
    *tree.urlpatterns,
    *offers.urlpatterns,
    *creation.urlpatterns,
    *agency.urlpatterns,
    *changes.urlpatterns,
    *endings.urlpatterns,
    *signing.urlpatterns,
    *groups.urlpatterns,
    *listing.urlpatterns,
    *invite.urlpatterns,
    *staff_list.urlpatterns,
    *person.urlpatterns,
    *keeping.urlpatterns,
    *positions.urlpatterns,
    *partners.urlpatterns,
    *registering.urlpatterns,
    *partner.urlpatterns,
    *hooking.urlpatterns,
    *hook.urlpatterns,
    *hook_deeds.urlpatterns,
    *balance.urlpatterns,
    *gaps.urlpatterns,
    *filings.urlpatterns,
    *overview.urlpatterns,
    *axis_message.urlpatterns,
    *neighbours.urlpatterns,
    *days.urlpatterns,
    *hours.urlpatterns,
    *suspensions.urlpatterns,
    *rules.urlpatterns,
    *trial.urlpatterns,
    *forms.urlpatterns,
    *replacing.urlpatterns,
    *bringing.urlpatterns,
    *register.urlpatterns,
    *uses.urlpatterns,
]
urlpatterns = [path("console/", include(_PAGES)), *staff_list.uploads, *replacing.uploads, *bringing.uploads]
