"""Why a message was set aside, as its sender and the operator read it. Always Vietnamese: it travels on the axis."""

from typing import Final

from lienthong.connectors.axis.edxml import Reason, Unreadable

_UNREADABLE: Final[dict[Reason, str]] = {
    Reason.MALFORMED: "Tệp edXML bị hỏng hoặc bị cắt giữa chừng.",
    Reason.DOCTYPE: "Tệp edXML khai báo DOCTYPE, không được phép.",
    Reason.ENCODING: "Không đọc được bảng mã của tệp edXML.",
    Reason.NO_EDXML: "Tệp không phải là bản tin edXML theo QCVN 102:2016/BTTTT.",
    Reason.AMBIGUOUS: "Bản tin có thành phần lặp lại hoặc đặt sai chỗ, không rõ phần nào có hiệu lực.",
    Reason.TOO_LARGE: "Bản tin hoặc tệp đính kèm vượt dung lượng cho phép.",
    Reason.TOO_MANY: "Bản tin có quá nhiều thành phần hoặc tệp đính kèm.",
    Reason.NAME: "Tên tệp đính kèm không hợp lệ.",
    Reason.ORGAN: "Mã định danh cơ quan không hợp lệ.",
    Reason.BASE64: "Nội dung tệp đính kèm bị hỏng (base64).",
    Reason.ARCHIVE: "Tệp nén bọc tệp đính kèm bị hỏng hoặc được mã hóa.",
    Reason.BOMB: "Tệp đính kèm giải nén ra lớn bất thường.",
    Reason.NESTED: "Tệp đính kèm chứa tệp nén bên trong tệp nén.",
    Reason.ATTACHMENT: "Bản tin nêu tệp đính kèm nhưng không gửi kèm tệp đó.",
    Reason.CODE: "Mã trạng thái hoặc mã nghiệp vụ không có trong quy chuẩn.",
}
SECRET: Final = "Văn bản có dấu chỉ mức độ mật: không nhận qua trục liên thông. Nội dung đã được hủy tại nút."  # noqa: S105  words
CONFLICT: Final = "Đã nhận một bản tin khác nội dung với cùng mã định danh văn bản {document}."
NOWHERE: Final = "Không có trên trục cơ quan nhận: {organs}."
NOT_THEIRS: Final = (
    "Cơ quan gửi ghi trong bản tin ({organ}) không phải cơ quan mà nơi chuyển đến được nói thay."
)
NO_FILE: Final = "Bản tin không kèm tệp văn bản."
NO_SUCH_DOCUMENT: Final = "Không tìm thấy văn bản mà bản tin nhắc tới: {document}."
NOT_RECALLABLE: Final = "Văn bản đã xử lý xong hoặc không còn ở nơi nhận, không thể thu hồi."
FILE_REFUSED: Final = "Tệp đính kèm {name}: {why}"
REPLACED: Final = "Được thay thế bằng văn bản {code}."
REPLACES: Final = "Thay thế văn bản {codes}."
UPDATES: Final = "Cập nhật văn bản {code}."
AMENDED: Final = "Nơi gửi cập nhật thông tin văn bản."
NOTED: Final = "Đã ghi nhận thông tin cập nhật cạnh văn bản."
NOT_AMENDED: Final = "Văn bản không còn ở nơi nhận, không ghi nhận cập nhật."
REMOVED: Final = "Nơi gửi bỏ cơ quan khỏi danh sách nhận."
RECALLED: Final = "Nơi gửi thu hồi văn bản."


def words_of(fault: Unreadable) -> str:
    return _UNREADABLE[fault.reason]
