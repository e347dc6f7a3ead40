"""Addresses of plans."""

from django.urls import path

from thidua.commitments.web.views import plan_papers, plan_steps, plan_tasks, plans

urlpatterns = [
    path("phong-trao/<uuid:pk>/ke-hoach/", plans.listing, name="plan-list"),
    path("phong-trao/<uuid:pk>/ke-hoach/tai-ve/", plans.listing_xlsx, name="plan-list-xlsx"),
    path("phong-trao/<uuid:pk>/ke-hoach/<uuid:unit_id>/", plans.begin, name="plan-begin"),
    path("ke-hoach/<uuid:pk>/", plans.detail, name="plan-detail"),
    path("ke-hoach/<uuid:pk>/sua/", plans.edit, name="plan-edit"),
    path("ke-hoach/<uuid:pk>/phan-dau/", plans.aim, name="plan-aim"),
    path("ke-hoach/<uuid:pk>/cap-nhat/", plans.take_goals, name="plan-take-goals"),
    path("ke-hoach/<uuid:pk>/gui/", plan_steps.send, name="plan-send"),
    path("ke-hoach/<uuid:pk>/tra-lai/", plan_steps.send_back, name="plan-send-back"),
    path("ke-hoach/<uuid:pk>/nhan/", plan_steps.accept, name="plan-accept"),
    path("ke-hoach/<uuid:pk>/mo-lai/", plan_steps.reopen, name="plan-reopen"),
    path("ke-hoach/<uuid:pk>/van-ban/", plan_papers.paper, name="plan-paper"),
    path("ke-hoach/<uuid:pk>/van-ban.docx", plan_papers.docx, name="plan-docx"),
    path("ke-hoach/<uuid:pk>/van-ban.pdf", plan_papers.pdf, name="plan-pdf"),
    path("ke-hoach/<uuid:pk>/ket-qua/", plan_papers.results, name="plan-results"),
    path("ke-hoach/<uuid:pk>/ket-qua/tai-ve/", plan_papers.results_xlsx, name="plan-results-xlsx"),
    path("ke-hoach/<uuid:pk>/them-viec/", plan_tasks.task_add, name="task-add"),
    path("ke-hoach/viec/<uuid:pk>/", plan_tasks.task_progress, name="task-progress"),
    path("ke-hoach/viec/<uuid:pk>/sua/", plan_tasks.task_edit, name="task-edit"),
    path("ke-hoach/viec/<uuid:pk>/bo/", plan_tasks.task_drop, name="task-drop"),
    path("ke-hoach/viec/<uuid:pk>/<str:where>/", plan_tasks.task_move, name="task-move"),
]
