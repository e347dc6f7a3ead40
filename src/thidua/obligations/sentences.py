"""How the deeds on work read."""

from thidua.foundation.sentences import register

register(
    {
        "obligations.obligation.create": "giao việc “{object}”",
        "obligations.obligation.complete": "ghi việc “{object}” đã xong",
        "obligations.obligation.cancel": "hủy việc “{object}”",
        "obligations.obligation.reopen": "mở lại việc “{object}”",
    }
)
