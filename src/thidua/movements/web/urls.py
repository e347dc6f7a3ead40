"""Addresses of movements: from the uploaded letter to the board and the public page."""

from django.urls import path

from thidua.movements.web.views import (
    allocation,
    allocation_board,
    allocation_grid,
    board,
    by_hand,
    check,
    draft,
    draft_targets,
    items,
    letter,
    public,
    season,
    target,
    tracking,
    unit_panel,
    upload,
)

app_name = "movements"

urlpatterns = [
    path("phong-trao/", season.movement_list, name="movement-list"),
    path("phong-trao/doc-van-ban/", upload.launch_upload, name="launch-upload"),
    path("phong-trao/dang-doc/<uuid:pk>/", letter.letter_reading, name="letter-reading"),
    path("phong-trao/moi/", by_hand.movement_new, name="movement-new"),
    path("phong-trao/don-vi/<uuid:unit_id>/", unit_panel.unit_panel, name="unit-panel"),
    path("phong-trao/chi-tieu/<uuid:pk>/", target.target_detail, name="target-detail"),
    path("phong-trao/chi-tieu/<uuid:pk>/doi/", target.target_change, name="target-change"),
    path("phong-trao/chi-tieu/<uuid:pk>/theo-doi/", tracking.tracking_change, name="tracking-change"),
    path("phong-trao/chi-tieu/<uuid:pk>/giao/", allocation.allocation_form, name="allocation-form"),
    path(
        "phong-trao/chi-tieu/<uuid:pk>/giao/xem-truoc/",
        allocation.allocation_preview,
        name="allocation-preview",
    ),
    path("phong-trao/<uuid:pk>/giao/", allocation_board.board, name="allocation-board"),
    path("phong-trao/<uuid:pk>/giao/tai-ve/", allocation_board.board_xlsx, name="allocation-board-xlsx"),
    path("phong-trao/<uuid:pk>/giao/hoan-tac/<uuid:batch>/", allocation_board.undo, name="allocation-undo"),
    path("phong-trao/<uuid:pk>/giao/nhieu/", allocation_grid.grid, name="allocation-grid"),
    path("phong-trao/<uuid:pk>/giao/nhieu/tai-ve/", allocation_grid.grid_xlsx, name="allocation-grid-xlsx"),
    path(
        "phong-trao/<uuid:pk>/giao/nhieu/xem-tep/",
        allocation_grid.allocation_upload,
        name="allocation-upload",
    ),
    path("phong-trao/du-thao/<uuid:pk>/", draft.draft_detail, name="draft-detail"),
    path("phong-trao/du-thao/<uuid:pk>/thong-tin/", draft.draft_head, name="draft-head"),
    path("phong-trao/du-thao/<uuid:pk>/nhan-het/", draft.draft_accept_clear, name="draft-accept-clear"),
    path(
        "phong-trao/du-thao/<uuid:pk>/hoan-tac/<uuid:batch>/", draft.draft_undo_batch, name="draft-undo-batch"
    ),
    path("phong-trao/du-thao/<uuid:pk>/bo/", draft.draft_drop, name="draft-drop"),
    path("phong-trao/du-thao/<uuid:pk>/lay-lai/", draft.draft_restore, name="draft-restore"),
    path("phong-trao/du-thao/<uuid:pk>/chon-cau/", draft_targets.draft_pick, name="draft-pick"),
    path("phong-trao/du-thao/<uuid:pk>/them-chi-tieu/", draft_targets.target_add, name="draft-target-add"),
    path("phong-trao/du-thao/<uuid:pk>/them-nhieu/", draft_targets.target_lines, name="draft-target-lines"),
    path("phong-trao/du-thao/<uuid:pk>/mo/", check.draft_open, name="draft-open"),
    path("phong-trao/muc/<str:section>/<uuid:pk>/", items.item_edit, name="item-edit"),
    path("phong-trao/muc/chi-tieu/<uuid:pk>/tra-loi/", items.item_answer, name="item-answer"),
    path("phong-trao/muc/<str:section>/<uuid:pk>/<str:verb>/", items.item_decide, name="item-decide"),
    path(
        "phong-trao/chi-tieu-du-thao/<uuid:pk>/tach/", draft_targets.target_split, name="draft-target-split"
    ),
    path("phong-trao/chi-tieu-du-thao/<uuid:pk>/gop/", draft_targets.target_merge, name="draft-target-merge"),
    path(
        "phong-trao/chi-tieu-du-thao/<uuid:pk>/hoan-tac-gop/",
        draft_targets.target_unmerge,
        name="draft-target-unmerge",
    ),
    path("phong-trao/<uuid:pk>/", season.movement_detail, name="movement-detail"),
    path("phong-trao/<uuid:pk>/chep/", by_hand.movement_copy, name="movement-copy"),
    path("phong-trao/<uuid:pk>/ket-thuc/", season.movement_close, name="movement-close"),
    path("phong-trao/<uuid:pk>/mo-lai/", season.movement_reopen, name="movement-reopen"),
    path("phong-trao/<uuid:pk>/chi-tieu/", board.target_board, name="target-board"),
    path("phong-trao/<uuid:pk>/chi-tieu/tai-ve/", board.target_board_xlsx, name="target-board-xlsx"),
    path("cong-khai/phong-trao/<uuid:pk>/", public.movement_public, name="movement-public"),
]
