"""Addresses of work that units owe, of the reminders of it, and of the calendar it makes."""

from django.urls import path

from thidua.obligations.web.views import feed, obligations, reminders, sendings, short_link, urging

app_name = "obligations"

urlpatterns = [
    path("viec/", obligations.obligation_list, name="obligation-list"),
    path("viec/tai-xuong.xlsx", obligations.obligation_list_xlsx, name="obligation-list-xlsx"),
    path("viec/giao/", obligations.obligation_new, name="obligation-new"),
    path("viec/<uuid:pk>/", obligations.obligation_detail, name="obligation-detail"),
    path("viec/<uuid:pk>/<str:verb>/", obligations.obligation_step, name="obligation-step"),
    path("don-doc/", reminders.reminder_list, name="reminder-list"),
    path("don-doc/gui/", reminders.reminder_send_many, name="reminder-send-many"),
    path("don-doc/da-gui/", sendings.sending_list, name="sending-list"),
    path("don-doc/da-gui/tai-xuong.xlsx", sendings.sending_list_xlsx, name="sending-list-xlsx"),
    path("don-doc/cach-gui/", urging.urging_edit, name="urging-edit"),
    path("don-doc/cach-gui/doi-khoa/", urging.urging_renew_key, name="urging-renew-key"),
    path("don-doc/<uuid:pk>/", reminders.reminder_detail, name="reminder-detail"),
    path("don-doc/<uuid:pk>/<str:verb>/", reminders.reminder_step, name="reminder-step"),
    path("v/<slug:code>/", short_link.short_link, name="short-link"),
    path("tai-khoan/lich/", feed.calendar_feed, name="calendar-feed"),
    path("tai-khoan/lich/tao/", feed.calendar_feed_make, name="calendar-feed-make"),
    path("tai-khoan/lich/bo/", feed.calendar_feed_revoke, name="calendar-feed-revoke"),
    path("lich/<str:secret>.ics", feed.calendar_ics, name="calendar-ics"),
]
