"""How the deeds of the register read."""

from thidua.foundation.sentences import register

register(
    {
        "documents.readtext.read": "gửi tệp “{object}” để đọc",
        "documents.intake.receive": "gửi tệp dài “{object}”, chờ đọc",
        "documents.intake.fail": "gửi tệp “{object}”, máy không đọc được",
        "documents.document.register": "ghi “{object}” vào sổ văn bản",
        "documents.document.complete": "bổ sung cho “{object}” trong sổ văn bản",
        "documents.document.cite": "liên kết căn cứ của “{object}”",
        "documents.document.edit": "sửa “{object}” trong sổ văn bản",
        "documents.document.attach": "đính kèm bản chụp cho “{object}”",
    }
)
