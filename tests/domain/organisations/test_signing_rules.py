"""Mandates to sign: what each form demands."""

from datetime import date

import pytest

from lienthong.domain.organisations.rules.signing import Mandate, fault
from lienthong.domain.organisations.rules.vocabulary import SigningForm

START, END = date(2021, 3, 1), date(2021, 9, 1)


@pytest.mark.parametrize(
    ("mandate", "told"),
    [
        (Mandate(SigningForm.KT, "QĐ 12/QĐ-SNV", START), ""),
        (Mandate(SigningForm.TM, "QĐ 1/QĐ-UBND", START, END), ""),
        (Mandate(SigningForm.TUQ, "GUQ 01", START, END), ""),
        (Mandate(SigningForm.TUQ, "GUQ 01", START), "no_end"),
        (Mandate(SigningForm.KT, "  ", START), "no_basis"),
        (Mandate(SigningForm.TL, "QĐ 3", END, START), "ends_before_it_starts"),
        (Mandate(SigningForm.TL, "QĐ 3", START, END, passed_from="TL"), ""),
        (Mandate(SigningForm.TL, "QĐ 3", START, END, passed_from="TUQ"), "cannot_be_passed_on"),
        (Mandate(SigningForm.TUQ, "QĐ 3", START, END, passed_from="TL"), "cannot_be_passed_on"),
        (Mandate(SigningForm.TUQ, "QĐ 3", START, END, passed_from="TUQ"), "cannot_be_passed_on"),
    ],
)
def test_a_mandate_stands_or_names_its_fault(mandate: Mandate, told: str) -> None:
    assert fault(mandate) == told


def test_limits_bound_what_may_be_signed() -> None:
    limited = Mandate(SigningForm.TL, "QĐ 3", START, limits=frozenset({"CV", "TB"}))
    assert limited.covers("CV")
    assert not limited.covers("QD")
    assert Mandate(SigningForm.KT, "QĐ 3", START).covers("QD")
