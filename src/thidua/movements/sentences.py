"""How the deeds on drafts, movements and targets read."""

from thidua.foundation.sentences import register

register(
    {
        "movements.draft.read": "đọc văn bản thành dự thảo “{object}”",
        "movements.draft.begin": "lập dự thảo “{object}”",
        "movements.draft.copy": "chép phong trào cũ thành dự thảo “{object}”",
        "movements.draft.edit": "sửa thông tin chung của dự thảo “{object}”",
        "movements.draft.drop": "bỏ dự thảo “{object}”",
        "movements.draft.restore": "lấy lại dự thảo “{object}”",
        "movements.draft.accept_clear": "nhận tất cả mục không có nghi vấn của dự thảo “{object}”",
        "movements.draft.undo_accept": "hoàn tác việc nhận tất cả mục của dự thảo “{object}”",
        "movements.draft.confirm": "mở phong trào từ dự thảo “{object}”",
        "movements.item.add": "thêm mục “{object}” vào dự thảo",
        "movements.item.accept": "nhận mục “{object}” của dự thảo",
        "movements.item.drop": "bỏ mục “{object}” của dự thảo",
        "movements.item.restore": "đưa mục “{object}” của dự thảo về chưa xem",
        "movements.item.edit": "sửa mục “{object}” của dự thảo",
        "movements.item.answer": "trả lời chỗ cần hỏi của mục “{object}”",
        "movements.item.assign": "chọn đơn vị cho mục “{object}” của dự thảo",
        "movements.item.move": "chuyển mục “{object}” sang chỉ tiêu lớn khác",
        "movements.item.split": "tách mục “{object}” của dự thảo",
        "movements.item.merge": "gộp mục “{object}” của dự thảo với mục sau",
        "movements.item.unmerge": "hoàn tác việc gộp mục “{object}” của dự thảo",
        "movements.movement.enter": "ghi phong trào được nêu tên “{object}”",
        "movements.movement.open": "mở phong trào “{object}”",
        "movements.movement.close": "kết thúc phong trào “{object}”",
        "movements.movement.reopen": "mở lại phong trào “{object}”",
        "movements.target.change": "đổi chỉ tiêu “{object}”",
        "movements.tracking.prepare": "lập cách theo dõi các chỉ tiêu của “{object}”",
        "movements.tracking.change": "đổi “{object}”",
        "movements.allocation.give": "giao “{object}”",
        "movements.allocation.change": "đổi phần giao “{object}”",
        "movements.allocation.undo": "hoàn tác phần giao “{object}”",
    }
)
