"""How the deeds on criteria, rounds, sheets and replies read."""

from thidua.foundation.sentences import register

register(
    {
        "scoring.round.create": "lập đợt chấm điểm “{object}”",
        "scoring.round.change": "sửa đợt chấm điểm “{object}”",
        "scoring.round.open": "mở đợt chấm điểm “{object}”",
        "scoring.round.announce": "báo kết quả dự kiến của “{object}”",
        "scoring.round.resume": "đưa “{object}” về chấm tiếp",
        "scoring.round.freeze": "chốt kết quả “{object}”",
        "scoring.round.publish": "công bố kết quả “{object}”",
        "scoring.round.cancel": "hủy đợt chấm điểm “{object}”",
        "scoring.round.take_edition": "đổi bộ tiêu chí của “{object}” sang bản mới",
        "scoring.reply.send": "gửi ý kiến về điểm: “{object}”",
        "scoring.reply.accept": "chấp nhận ý kiến về điểm: “{object}”",
        "scoring.reply.refuse": "không chấp nhận ý kiến về điểm: “{object}”",
        "scoring.tie.decide": "ghi thứ hạng của các đơn vị bằng điểm: “{object}”",
        "scoring.tie.withdraw": "bỏ thứ hạng đã ghi: “{object}”",
        "scoring.fact.note": "ghi việc hạn chế xếp loại của “{object}”",
        "scoring.fact.withdraw": "bỏ việc hạn chế xếp loại của “{object}”",
        "scoring.line.give": "chấm “{object}”",
        "scoring.event.add": "ghi việc “{object}” để chấm điểm",
        "scoring.event.withdraw": "bỏ việc “{object}” đã ghi để chấm điểm",
        "scoring.proof.add": "gửi minh chứng “{object}” của phiếu chấm điểm",
        "scoring.proof.remove": "bỏ minh chứng “{object}” của phiếu chấm điểm",
        "scoring.sheet.send": "gửi phiếu tự chấm “{object}”",
        "scoring.sheet.send_back": "trả lại phiếu tự chấm “{object}”",
        "scoring.sheet.name_second": "giao thẩm định “{object}”",
        "scoring.sheet.finish_second": "thẩm định xong “{object}”",
        "scoring.sheet.follow": "tính lại điểm của “{object}”",
    }
)
