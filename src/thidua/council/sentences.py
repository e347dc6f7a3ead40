"""How the deeds on councils, sessions and polls read; of a count they name no numbers."""

from thidua.foundation.sentences import register

register(
    {
        "council.council.create": "ghi “{object}”",
        "council.council.change": "sửa “{object}”",
        "council.member.seat": "ghi thành viên Hội đồng “{object}”",
        "council.member.end": "ghi “{object}” thôi tham gia Hội đồng",
        "council.session.plan": "lập “{object}” của Hội đồng",
        "council.session.change": "sửa “{object}” của Hội đồng",
        "council.session.invite": "ghi đã gửi giấy mời “{object}”",
        "council.session.mark": "ghi người dự “{object}”",
        "council.session.appoint": "cử ban kiểm phiếu “{object}”",
        "council.session.open": "khai mạc “{object}”",
        "council.session.arrive": "ghi người đến sau ở “{object}”",
        "council.session.leave": "ghi người về trước ở “{object}”",
        "council.session.close": "bế mạc “{object}”",
        "council.session.reopen": "mở lại “{object}”",
        "council.session.cancel": "hủy “{object}”",
        "council.item.put_on": "đưa “{object}” vào phiên họp",
        "council.item.take_off": "bỏ “{object}” khỏi phiên họp",
        "council.item.put_off": "để “{object}” sang phiên sau",
        "council.item.choose": "chọn “{object}” khi bằng phiếu",
        "council.item.pass_over": "không chọn “{object}” khi bằng phiếu",
        "council.stepout.confirm": "ghi “{object}” nên không bỏ phiếu",
        "council.stepout.dismiss": "ghi “{object}” nhưng vẫn bỏ phiếu",
        "council.places.limit": "đặt số suất “{object}”",
        "council.poll.open": "mở “{object}”",
        "council.poll.enter": "nhập kết quả kiểm phiếu “{object}”",
        "council.poll.agree": "xác nhận hai người đếm khớp nhau ở “{object}”",
        "council.poll.void": "bỏ “{object}”",
        "council.paper.attach_scan": "đính bản ký của “{object}”",
    }
)
