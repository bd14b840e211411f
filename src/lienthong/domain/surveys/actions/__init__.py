"""Verbs of what people say. Who rates or remarks has been proved to be the case's person before."""

from lienthong.domain.surveys.actions.loading import load_answering, load_sheets
from lienthong.domain.surveys.actions.rating import rate
from lienthong.domain.surveys.actions.remarking import answer, raise_remark
from lienthong.domain.surveys.actions.telling import tell_agency, tell_person

__all__ = [
    "answer",
    "load_answering",
    "load_sheets",
    "raise_remark",
    "rate",
    "tell_agency",
    "tell_person",
]
