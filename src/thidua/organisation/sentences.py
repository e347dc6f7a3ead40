"""How deeds on the organisation read in the history."""

from thidua.foundation.sentences import register

register(
    {
        "organisation.unit.create": "thêm đơn vị “{object}”",
        "organisation.unit.change": "sửa đơn vị “{object}”",
        "organisation.unit.close": "ghi đơn vị “{object}” ngừng hoạt động",
        "organisation.unit.reopen": "ghi đơn vị “{object}” hoạt động trở lại",
        "organisation.person.create": "thêm người “{object}”",
        "organisation.person.change": "sửa thông tin của “{object}”",
        "organisation.position.begin": "ghi chức vụ “{object}”",
        "organisation.position.end": "ghi kết thúc chức vụ “{object}”",
        "organisation.household.create": "thêm “{object}”",
        "organisation.household.change": "sửa “{object}”",
        "organisation.block.rename": "đổi tên cụm, khối “{object}”",
        "organisation.block.create": "lập cụm, khối “{object}”",
        "organisation.block.join": "đưa vào cụm, khối “{object}”",
        "organisation.block.leave": "rút khỏi cụm, khối “{object}”",
        "organisation.authority.create": "thêm cơ quan “{object}”",
        "organisation.authority.change": "sửa thông tin cơ quan “{object}”",
        "organisation.office.change": "sửa thông tin văn phòng của “{object}”",
        "organisation.user.create": "mở tài khoản “{object}”",
        "organisation.user.close": "khóa tài khoản “{object}”",
        "organisation.user.reopen": "mở lại tài khoản “{object}”",
        "organisation.user.set_password": "đặt mật khẩu cho tài khoản “{object}”",
        "organisation.user.forget_password": "bỏ mật khẩu của tài khoản “{object}”",
        "organisation.user.end_everywhere": "thoát tài khoản “{object}” trên mọi thiết bị",
        "organisation.card.issue": "in thẻ thiết bị cho tài khoản “{object}”",
        "organisation.card.confirm": "xác nhận thẻ thiết bị của tài khoản “{object}”",
        "organisation.card.disown": "báo không nhờ in thẻ, thu hồi thẻ của tài khoản “{object}”",
        "organisation.user.shut": "bỏ mật khẩu, ngừng mọi máy của tài khoản “{object}” vì có quyền cao hơn",
        "organisation.device.sign_in": "đăng nhập bằng mật khẩu trên “{object}”",
        "organisation.device.resume": "vào bằng thẻ trên “{object}”",
        "organisation.device.sign_out": "thoát trên “{object}”",
        "organisation.device.replace": "thay thiết bị “{object}” bằng thẻ của tài khoản khác",
        "organisation.device.enrol": "dùng thẻ trên thiết bị “{object}”",
        "organisation.device.rename": "đặt lại tên thiết bị “{object}”",
        "organisation.device.end": "ngừng thiết bị “{object}”",
    }
)
