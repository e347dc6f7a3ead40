from thidua.documents.models.document import LegalBasis, OfficialDocument
from thidua.documents.models.read_text import ReadText

__all__ = ["LegalBasis", "OfficialDocument", "ReadText"]
