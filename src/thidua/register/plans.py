"""What the register does each night."""

from thidua.foundation.services.schedules import Plan, declare

declare(Plan("Ký mốc sổ vàng", "thidua.register.tasks.sign_registers", "daily 23:30"))
