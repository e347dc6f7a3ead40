"""What commendation does again and again."""

from thidua.foundation.services.schedules import Plan, declare

declare(Plan("Kết thúc lấy ý kiến đúng ngày", "thidua.awards.tasks.end_windows", "daily 00:05"))
