"""Who may order a copy and sign it: the head, or who holds a mandate of that day (Decree 30/2020/NĐ-CP, article 27)."""

from datetime import date

from lienthong.domain.documents.queries import Signatory, list_copy_signatories


def list_signatories(agency: str, day: date) -> list[Signatory]:
    return list_copy_signatories(agency, day)


def find_signatory(account: str, agency: str, day: date) -> Signatory | None:
    return next((one for one in list_copy_signatories(agency, day) if one.account == account), None)
