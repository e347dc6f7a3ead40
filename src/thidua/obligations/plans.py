"""What the obligations do again and again."""

from thidua.foundation.services.schedules import Plan, declare

_TASKS = "thidua.obligations.tasks"

declare(Plan("Soạn nhắc việc", f"{_TASKS}.draft_reminders", "daily 06:00"))
declare(Plan("Gửi nhắc việc đến giờ", f"{_TASKS}.send_waiting", "every 1m"))
