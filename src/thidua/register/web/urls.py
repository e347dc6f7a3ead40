"""Addresses of the register: what everybody may take and check, and what the office keeps."""

from django.urls import path

from thidua.register.web.views import files, keeping, public

app_name = "register"

urlpatterns = [
    path("so-vang/", public.register_list, name="register-list"),
    path("so-vang/verify.py", files.script, name="script"),
    path("so-vang/quan-ly/", keeping.leaf_list, name="leaf-list"),
    path("so-vang/quan-ly/tai-ve/", keeping.leaf_list_xlsx, name="leaf-list-xlsx"),
    path("so-vang/quan-ly/in/", keeping.print_code, name="code-print"),
    path("so-vang/quan-ly/<int:pk>/xoa/", keeping.leaf_erase, name="leaf-erase"),
    path("so-vang/<slug:name>/", public.register_page, name="register-public"),
    path("so-vang/<slug:name>/khoa.txt", files.keys, name="keys"),
    path("so-vang/<slug:name>/moc-<int:size>.txt", files.note, name="note"),
    path("so-vang/<slug:name>/so-vang-<int:size>.jsonl", files.copy, name="copy"),
    path("so-vang/<slug:name>/bo-kiem-tra-<int:size>.zip", files.kit, name="kit"),
    path("so-vang/<slug:name>/bang-chung-<int:number>.json", files.proof, name="proof"),
]
