"""How the deeds on decisions, papers and the fund read."""

from thidua.foundation.sentences import register

register(
    {
        "decisions.paper.issue": "ban hành “{object}”",
        "decisions.paper.sign": "đưa bản đã ký của “{object}” vào hệ thống",
        "decisions.draft.begin": "soạn “{object}”",
        "decisions.draft.rewrite": "sửa “{object}”",
        "decisions.draft.correct": "ghi dòng đính chính của “{object}”",
        "decisions.draft.issue": "lấy số cho “{object}”",
        "decisions.draft.drop": "bỏ “{object}”",
        "decisions.decision.draft": "soạn quyết định “{object}”",
        "decisions.decision.rewrite": "sửa quyết định “{object}”",
        "decisions.decision.explain": "ghi lý do trước khi ký quyết định “{object}”",
        "decisions.decision.submit": "trình quyết định “{object}”",
        "decisions.decision.send_back": "trả lại quyết định “{object}”",
        "decisions.decision.issue": "ban hành quyết định “{object}”",
        "decisions.decision.sign": "ghi quyết định “{object}” đã ký",
        "decisions.decision.publish": "công bố quyết định “{object}”",
        "decisions.decision.drop": "bỏ dự thảo quyết định “{object}”",
        "decisions.fund.add": "ghi vào sổ quỹ “{object}”",
        "decisions.fund.reverse": "xóa dòng sổ quỹ “{object}”",
        "decisions.payment.pay": "chi tiền thưởng cho “{object}”",
        "decisions.stock.add": "thêm phôi “{object}”",
        "decisions.stock.change": "sửa phôi “{object}”",
        "decisions.certificate.word": "sửa lời ghi trên “{object}”",
        "decisions.certificate.order": "yêu cầu in {object}",
        "decisions.certificate.issue": "in {object}",
        "decisions.certificate.reissue": "cấp lại thành “{object}”",
        "decisions.award.correct": "đính chính “{object}”",
        "decisions.award.revoke": "hủy khen thưởng “{object}”",
        "decisions.revocation.return": "ghi đã nộp lại tiền của “{object}”",
        "decisions.revocation.undo_return": "xóa dòng nộp lại tiền của “{object}”",
        "decisions.payment.take_back": "hủy dòng chi tiền thưởng của “{object}”",
    }
)
