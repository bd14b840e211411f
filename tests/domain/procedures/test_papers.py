"""Papers as clerks wrote them; the words are real, the counts were read by hand."""

import pytest

from lienthong.domain.procedures.rules.papers import read_paper


@pytest.mark.parametrize(
    ("words", "originals", "copies", "certified"),
    [
        ("Đơn xin cấp giấy phép xây dựng (02 bản)", 2, 0, False),
        ("Giấy chứng nhận quyền sử dụng đất, hoặc giấy tờ khác thay thế (02 bản sao chứng thực)", 0, 2, True),
        ("Giấy chứng nhận quyền sử dụng đất(bản sao chứng thực)", 0, 1, True),
        ("04 bộ bản vẽ thiết kế xây dựng tạm", 4, 0, False),
        ("Giấy phép xây dựng đã được cấp (bản chính)", 1, 0, False),
        ("Hồ sơ điều trị được bệnh viện ký (bản sao)", 0, 1, False),
        ("Bản sao giấy khai sinh từ sổ gốc", 0, 1, False),
        ("Bản sao từ bản chính yêu cầu chứng thực", 0, 1, False),
        ("Bản chính muốn chứng thực", 1, 0, False),
        ("Bản gốc và bản sao Giấy chứng nhận QSDĐ", 1, 1, False),
        ("01 bộ hồ sơ bản sao (trong đó có 01 quyết định trợ cấp, 01 phiếu trợ cấp)", 0, 1, False),
        ("Trích lục: 02 bản (01 bản chính và 01 bản sao có công chứng)", 1, 1, True),
        ("Văn bản uỷ quyền: 02 bản (bản chính hoặc bản sao có công chứng, chứng thực)", 0, 0, False),
        ("Hợp đồng đã được công chứng chứng thực: 02 bản chính", 2, 0, False),
        ("Tờ khai tiền sử dụng đất: 02 tờ", 2, 0, False),
        ("Đơn yêu cầu đăng ký thế chấp, bảo lãnh (02) bản", 2, 0, False),
        ("Điều lệ HTX (03 bản)", 3, 0, False),
        ("Hai ảnh của thương binh, bệnh binh (3X4cm)", 0, 0, False),
        ("Bản khai (mẫu số 4c-AH)", 0, 0, False),
        ("Liệt sỹ hi sinh trước ngày 30/04/1975", 0, 0, False),
    ],
)
def test_it_counts_what_the_words_count(words: str, originals: int, copies: int, certified: bool) -> None:
    paper = read_paper(words)
    assert (paper.name, paper.originals, paper.copies, paper.certified) == (
        words,
        originals,
        copies,
        certified,
    )
