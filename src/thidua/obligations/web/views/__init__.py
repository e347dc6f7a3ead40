"""Views: work, reminders of it, and the calendar it makes."""
