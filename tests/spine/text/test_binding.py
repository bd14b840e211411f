import pytest

from lienthong.spine.text import bind


@pytest.mark.parametrize(
    "held",
    [
        "số_751/QĐ-UBND",
        "ngày_26_tháng_12_năm_2020",
        "ngày_05",
        "tháng_3_năm_2021",
        "quý_IV",
        "Điều_5",
        "khoản_1",
        "điểm_đ",
        "75.000_đồng",
        "75.000_đ",
        "1.250_triệu",
        "TP._Pleiku",
        "KT._CHỦ",
        "Xây_dựng",
        "quyền_sử_dụng_đất",
        "Gia_Lai",
    ],
)
def test_what_must_not_part_is_held(held: str) -> None:
    plain = f"x, {held.replace('_', ' ')} và"
    assert bind(plain) == f"x, {held.replace('_', chr(0xA0))} và"


@pytest.mark.parametrize("loose", ["tôi đi học", "điểm danh sách", "sử dụngx", "mọi ngày trong tuần"])
def test_other_words_stay_loose(loose: str) -> None:
    assert bind(loose) == loose


def test_binding_twice_changes_nothing_more() -> None:
    once = bind("Quyết định số 751/QĐ-UBND ngày 26 tháng 12 năm 2020 tại TP. Pleiku")
    assert bind(once) == once
