"""How the deeds on the register read."""

from thidua.foundation.sentences import register

register({"register.leaf.erase": "xóa nội dung theo yêu cầu ở “{object}”"})
