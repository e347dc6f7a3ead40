"""How the deeds on periods, reports and figures read."""

from thidua.foundation.sentences import register

register(
    {
        "reporting.period.prepare": "lập các kỳ báo cáo của “{object}”",
        "reporting.period.begin": "bắt đầu kỳ “{object}”",
        "reporting.period.call": "yêu cầu các đơn vị báo cáo “{object}”",
        "reporting.period.move_due": "đổi hạn gửi của “{object}”",
        "reporting.period.close": "khóa kỳ “{object}”",
        "reporting.period.reopen": "mở lại kỳ “{object}”",
        "reporting.calendar.add": "ghi vào lịch nghỉ “{object}”",
        "reporting.calendar.remove": "bỏ khỏi lịch nghỉ “{object}”",
        "reporting.figure.write": "ghi số liệu “{object}”",
        "reporting.figure.correct": "đính chính số liệu “{object}”",
        "reporting.figure.verify": "thẩm định đạt số liệu “{object}”",
        "reporting.figure.return": "trả lại số liệu “{object}”",
        "reporting.figure.mend": "sửa khi thẩm định số liệu “{object}”",
        "reporting.figure.undo": "hoàn tác việc thẩm định số liệu “{object}”",
        "reporting.figure.lower": "sửa số liệu “{object}” theo kết quả kiểm tra",
        "reporting.figure.import": "nhập lại từ tệp số liệu “{object}”",
        "reporting.figure.undo_import": "hoàn tác việc nhập tệp, số liệu “{object}”",
        "reporting.figure.store_list": "nhập danh sách số liệu của “{object}”",
        "reporting.import.receive": "đưa lên tệp số liệu “{object}”",
        "reporting.import.map": "ghép cột của tệp số liệu “{object}”",
        "reporting.import.queue": "cho nhập tệp số liệu “{object}” ở phần chạy nền",
        "reporting.import.fail": "chưa nhập được tệp số liệu “{object}”",
        "reporting.import.take": "nhập tệp số liệu “{object}”",
        "reporting.import.undo": "hoàn tác việc nhập tệp số liệu “{object}”",
        "reporting.report.send": "gửi báo cáo “{object}”",
        "reporting.report.note": "ghi khó khăn, đề nghị vào báo cáo “{object}”",
        "reporting.report.object": "nêu ý kiến về báo cáo nhập hộ “{object}”",
        "reporting.evidence.add": "gửi minh chứng “{object}”",
        "reporting.evidence.remove": "bỏ minh chứng “{object}”",
        "reporting.evidence.restore": "lấy lại minh chứng “{object}”",
    }
)
