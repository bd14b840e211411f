"""Every page stands below a tab, or below none because nothing led there."""

import pytest
from django.urls import reverse

from lienthong.config.context import nearest


@pytest.mark.parametrize(
    ("path", "tab"),
    [
        ("/", "/"),
        ("/cases/", "/cases/"),
        ("/cases/12/scans/", "/cases/"),
        ("/cases/new/", "/cases/new/"),
        ("/conduct/", "/cases/"),
        ("/fees/till/", "/cases/"),
        ("/parcels/", "/cases/"),
        ("/retention/", "/retention/"),  # a tab of its own for whom the cases have none
        ("/help/", ""),
    ],
)
def test_a_page_belongs_to_the_tab_that_leads_to_it(path: str, tab: str) -> None:
    addresses = ["/", reverse("desk:cases"), "/cases/new/", "/retention/"]
    assert nearest(path, addresses) == tab


def test_without_the_tab_of_cases_what_stands_beside_it_belongs_to_none() -> None:
    assert nearest("/fees/", ["/", "/procedures/"]) == ""
