"""How the deeds of inspection read."""

from thidua.foundation.sentences import register

register(
    {
        "monitoring.doubt.answer": "ghi lý do đã xem: “{object}”",
        "monitoring.doubt.take_back": "đưa lên bảng lại: “{object}”",
        "monitoring.round.create": "lập đợt kiểm tra “{object}”",
        "monitoring.round.change": "sửa đợt kiểm tra “{object}”",
        "monitoring.round.fix": "chốt danh sách rút thăm của đợt “{object}”",
        "monitoring.round.draw": "rút thăm đợt kiểm tra “{object}”",
        "monitoring.round.close": "kết thúc đợt kiểm tra “{object}”",
        "monitoring.round.reopen": "mở lại đợt kiểm tra “{object}”",
        "monitoring.round.cancel": "hủy đợt kiểm tra “{object}”",
        "monitoring.visit.create": "đưa vào danh sách kiểm tra: “{object}”",
        "monitoring.visit.arrange": "phân công lượt “{object}”",
        "monitoring.visit.cancel": "bỏ lượt “{object}”",
        "monitoring.visit.choose": "chọn số cần xem của lượt “{object}”",
        "monitoring.visit.fill": "ghi kết quả của lượt “{object}”",
        "monitoring.visit.finish": "chốt biên bản của lượt “{object}”",
        "monitoring.visit.mend": "mở lại biên bản của lượt “{object}” để sửa",
        "monitoring.visit.void": "bỏ chữ ký cũ của lượt “{object}” vì biên bản được sửa",
        "monitoring.visit.sign": "ký biên bản của lượt “{object}”",
        "monitoring.visit.code": "lấy mã để đơn vị ký biên bản của lượt “{object}”",
        "monitoring.visit.sign_by_code": "đưa máy để đơn vị ký bằng mã biên bản của lượt “{object}”",
        "monitoring.visit.sign_for_unit": "ghi chữ ký của đơn vị vào biên bản lượt “{object}”",
        "monitoring.visit.seal": "ký xong biên bản của lượt “{object}”",
        "monitoring.visit.lower": "sửa một số theo biên bản của lượt “{object}”",
        "monitoring.finding.add": "ghi kiến nghị “{object}”",
        "monitoring.finding.remove": "bỏ kiến nghị “{object}”",
        "monitoring.sample_day.move": "đưa ngày của xã mẫu “{object}” đi tới",
    }
)
