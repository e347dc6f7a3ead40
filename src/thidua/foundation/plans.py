"""What the foundation does again and again."""

from thidua.foundation.services.schedules import Plan, declare

_TASKS = "thidua.foundation.tasks"

declare(Plan("Gửi thư chờ", f"{_TASKS}.drain_outbox", "every 1m"))
declare(Plan("Dọn tệp không ai dùng", f"{_TASKS}.collect_orphan_files", "daily 02:30"))
declare(Plan("Dọn biểu mẫu giữ tạm", f"{_TASKS}.forget_kept_forms", "every 30m"))
declare(Plan("Dọn nội dung biểu mẫu cũ", f"{_TASKS}.thin_out", "weekly 7 03:00"))
