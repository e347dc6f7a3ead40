"""How the deeds on criteria, rounds, sheets and replies read."""

from thidua.foundation.sentences import register

register(
    {
        "scoring.round.create": "lập đợt chấm điểm “{object}”",
        "scoring.round.open": "mở đợt chấm điểm “{object}”",
        "scoring.sheet.follow": "tính lại điểm của “{object}”",
    }
)
