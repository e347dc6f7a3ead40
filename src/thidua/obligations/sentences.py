"""How the deeds on work and its reminders read."""

from thidua.foundation.sentences import register

register(
    {
        "obligations.obligation.create": "giao việc “{object}”",
        "obligations.obligation.complete": "ghi việc “{object}” đã xong",
        "obligations.obligation.cancel": "hủy việc “{object}”",
        "obligations.obligation.reopen": "mở lại việc “{object}”",
        "obligations.reminder.draft": "soạn “{object}”",
        "obligations.reminder.edit": "sửa lời “{object}”",
        "obligations.reminder.read": "đọc “{object}”",
        "obligations.reminder.send": "gửi “{object}”",
        "obligations.reminder.drop": "bỏ “{object}”",
        "obligations.reminder.restore": "lấy lại “{object}”",
        "obligations.reminder.recall": "thu hồi “{object}” trước giờ gửi",
        "obligations.reminder.carry_group": "ghi “{object}” đã dán vào nhóm Zalo",
        "obligations.reminder.carry_sms": "ghi “{object}” đã nhắn qua điện thoại",
        "obligations.reminder.uncarry_group": "bỏ ghi chép “{object}” đã dán vào nhóm Zalo",
        "obligations.reminder.uncarry_sms": "bỏ ghi chép “{object}” đã nhắn qua điện thoại",
        "obligations.urging.choose": "đổi “{object}”",
        "obligations.urging.renew_key": "đổi khóa ký của máy nhận tin",
        "obligations.calendarfeed.make": "tạo địa chỉ “{object}”",
        "obligations.calendarfeed.renew": "đổi địa chỉ “{object}”",
        "obligations.calendarfeed.revoke": "bỏ địa chỉ “{object}”",
    }
)
