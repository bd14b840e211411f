"""What is left of an event: codes, days, numbers and sums; no words that anybody typed."""

from lienthong.domain.cases.rules.erasing import ERASED, erased


def test_words_go_and_everything_that_counts_stays() -> None:
    told = {
        "agency": "GL-622",
        "step": 2,
        "holder": "officer",
        "due": {"due": "2021-10-22T17:00:00+07:00", "explanation": "5 ngày làm việc"},
        "reason": "Ông Blưn đổi ý",
        "note": "",
        "to": "Siu Blưn",
        "way": "COUNTER",
        "names": ["Giấy chứng nhận AB 123"],
        "sides": [{"agency": "GL-THUE", "step": 3, "note": "gấp"}],
        "in_time": True,
    }
    assert erased(told) == {
        **told,
        "reason": ERASED,
        "to": ERASED,
        "names": [ERASED],
        "sides": [{"agency": "GL-THUE", "step": 3, "note": ERASED}],
    }


def test_what_was_corrected_keeps_only_its_codes() -> None:
    told = {"changes": {"applicant_name": "Siu", "return_by": "POST"}, "was": {"applicant_name": "Sju"}}
    assert erased(told) == {
        "changes": {"applicant_name": ERASED, "return_by": "POST"},
        "was": {"applicant_name": ERASED},
    }


def test_what_nobody_knows_yet_goes_as_well() -> None:
    assert erased({"something_new": "0905118172"}) == {"something_new": ERASED}
