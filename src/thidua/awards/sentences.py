"""How the deeds on award rounds, nominations and what the law asks of somebody read."""

from thidua.foundation.sentences import register

_FACTS = {
    "rating": "xếp loại",
    "prior_award": "khen thưởng đã có",
    "discipline": "kỷ luật",
    "initiative": "sáng kiến",
    "collective": "số liệu tập thể",
    "work": "thời gian làm việc",
    "profile": "thông tin của",
}

register(
    {
        "awards.round.create": "lập đợt xét “{object}”",
        "awards.round.change": "sửa đợt xét “{object}”",
        "awards.round.show": "công khai danh sách của “{object}”",
        "awards.round.review": "thôi nhận đề nghị của “{object}”",
        "awards.round.reopen": "nhận đề nghị lại cho “{object}”",
        "awards.round.finish": "kết thúc đợt xét “{object}”",
        "awards.round.cancel": "hủy đợt xét “{object}”",
        "awards.nomination.propose": "lập đề nghị “{object}”",
        "awards.nomination.change": "sửa đề nghị “{object}”",
        "awards.nomination.send": "gửi đề nghị “{object}”",
        "awards.nomination.send_back": "trả lại đề nghị “{object}”",
        "awards.nomination.accept": "nhận đủ hồ sơ của “{object}”",
        "awards.nomination.refuse": "không xét đề nghị “{object}”",
        "awards.nomination.withdraw": "rút đề nghị “{object}”",
        "awards.nomination.look_again": "xét lại đề nghị “{object}”",
        "awards.nomination.confirm": "xác nhận quy định cho “{object}”",
        "awards.nomination.tell_apart": "trả lời chỗ nghi trùng của “{object}”",
        "awards.nomination.submit": "trình Hội đồng đề nghị “{object}”",
        "awards.nomination.take_off": "rút khỏi phiên họp đề nghị “{object}”",
        "awards.nomination.take_back": "đưa lại Hội đồng đề nghị “{object}”",
        "awards.nomination.pass": "ghi đã thông qua đề nghị “{object}”",
        "awards.nomination.fail": "ghi không thông qua đề nghị “{object}”",
        "awards.nomination.decide": "ghi đã có quyết định cho “{object}”",
        "awards.paper.write": "soạn văn bản trong hồ sơ của “{object}”",
        "awards.paper.bring": "đưa tệp vào hồ sơ của “{object}”",
        "awards.paper.send_back": "trả lại một văn bản của “{object}”",
        "awards.paper.check": "kiểm tra xong một văn bản của “{object}”",
        "awards.ratings.take": "nhập {object}",
        "awards.ratings.undo": "hoàn tác lần nhập {object}",
        "awards.proposal.tell": "nhận lời giới thiệu gương tốt",
        "awards.proposal.take": "lập đề nghị từ lời giới thiệu của người dân",
        "awards.proposal.decline": "không lập đề nghị từ lời giới thiệu của người dân",
        "awards.comment.send": "nhận ý kiến về danh sách công khai",
        "awards.comment.answer": "ghi kết quả xem xét một ý kiến",
        "awards.prior_award.correct": "đính chính khen thưởng đã có “{object}”",
        "awards.prior_award.revoke": "hủy khen thưởng đã có “{object}”",
        # deeds on holds keep the names they were first recorded under, so that their history is one
        "monitoring.hold.add": "ghi tạm dừng xét khen “{object}”",
        "monitoring.hold.change": "đổi tạm dừng xét khen “{object}”",
        "monitoring.hold.lift": "gỡ tạm dừng xét khen “{object}”",
        **{f"awards.{name}.add": f"ghi {words} “{{object}}”" for name, words in _FACTS.items()},
        **{f"awards.{name}.change": f"sửa {words} “{{object}}”" for name, words in _FACTS.items()},
        **{f"awards.{name}.drop": f"bỏ {words} “{{object}}”" for name, words in _FACTS.items()},
    }
)
