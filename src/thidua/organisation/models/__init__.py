from thidua.organisation.models.account import Device, EnrolmentCard, User
from thidua.organisation.models.authority import Authority, AuthorityChange, AuthorityOwned
from thidua.organisation.models.pasted import PastedCounts, PastedList
from thidua.organisation.models.person import Household, Person, Position
from thidua.organisation.models.person_request import PersonRequest
from thidua.organisation.models.signing_code import SigningCode
from thidua.organisation.models.unit import Block, BlockHead, BlockMembership, Unit

__all__ = [
    "Authority",
    "AuthorityChange",
    "AuthorityOwned",
    "Block",
    "BlockHead",
    "BlockMembership",
    "Device",
    "EnrolmentCard",
    "Household",
    "PastedCounts",
    "PastedList",
    "Person",
    "PersonRequest",
    "Position",
    "SigningCode",
    "Unit",
    "User",
]
