from thidua.obligations.models.obligation import Obligation
from thidua.obligations.models.reminder import Reminder, ReminderItem
from thidua.obligations.models.sending import Sending
from thidua.obligations.models.urging import CalendarFeed, Urging

__all__ = ["CalendarFeed", "Obligation", "Reminder", "ReminderItem", "Sending", "Urging"]
