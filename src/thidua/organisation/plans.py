"""What the organisation does again and again."""

from thidua.foundation.services.schedules import Plan, declare

declare(Plan("Dọn phiên và thẻ hết hạn", "thidua.organisation.tasks.clear_expired", "daily 03:15"))
