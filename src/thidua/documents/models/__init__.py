from thidua.documents.models.document import LegalBasis, OfficialDocument
from thidua.documents.models.intake import Intake
from thidua.documents.models.read_text import ReadText

__all__ = ["Intake", "LegalBasis", "OfficialDocument", "ReadText"]
