"""What reporting does again and again."""

from thidua.foundation.services.schedules import Plan, declare

declare(Plan("Bắt đầu kỳ báo cáo đến ngày", "thidua.reporting.tasks.begin_periods", "daily 00:10"))
