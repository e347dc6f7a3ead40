"""Who may change the organisation and its accounts."""

from datetime import date

from thidua.foundation.actors import SYSTEM, Actor
from thidua.foundation.policy import YES, Answer
from thidua.organisation import queries
from thidua.organisation.enums import CONFIRMING, TRUSTED, Role
from thidua.organisation.models import (
    Authority,
    AuthorityOwned,
    Device,
    EnrolmentCard,
    Person,
    Position,
    Unit,
    User,
)

_OVER_KEEPERS = "quản trị hệ thống khác hoặc Chủ tịch"
_NOT_FOR_ONESELF = "Không tự ghi hay kết thúc chức vụ của mình. Nhờ quản trị hoặc người khác làm."


def can_manage(actor: Actor) -> Answer:
    """Change units, people, positions and accounts; the console of the machine may too."""
    if actor != SYSTEM and not actor.has(Role.OFFICE, Role.KEEPER):
        return Answer("Việc này do Văn phòng hoặc quản trị hệ thống làm.")
    return YES


def can_add(actor: Actor, authority: Authority) -> Answer:
    """Add a unit, a person or a block to an authority."""
    if actor != SYSTEM and authority.pk != actor.authority_id:
        return Answer(f"{authority} là cơ quan khác, chỉ xem được.")
    return can_manage(actor)


def can_ask_for_person(actor: Actor, unit: Unit | None = None) -> Answer:
    """Ask for somebody to be added to the list of people: who is of the unit, or of any if none is named."""
    if not actor.unit_ids or (unit is not None and unit.pk not in actor.unit_ids):
        return Answer("Chỉ người của đơn vị nhờ thêm người cho đơn vị mình. Văn phòng tự thêm được.")
    return YES


def can_change_office(actor: Actor, authority: Authority) -> Answer:
    """Say how the own office is reached and who answers for its public pages."""
    return can_add(actor, authority)


def can_change(actor: Actor, obj: AuthorityOwned) -> Answer:
    """Change a record of the own authority; what an upper level may read it may not change."""
    return can_add(actor, obj.authority)


def can_give_access(actor: Actor, user: User) -> Answer:
    """Print a device card for somebody."""
    if actor != SYSTEM and (user.person is None or user.person.authority_id != actor.authority_id):
        return Answer("Tài khoản này thuộc cơ quan khác.")
    return can_manage(actor)


def can_shut_out(actor: Actor, user: User, on: date) -> Answer:
    """Close or reopen an account, take its password or machines away: no clerk shuts out who stands above.

    A keeper's is for another keeper or the chairman, other trusted ones for the keeper, the rest for the
    office.
    """
    if actor == SYSTEM:
        return YES
    if user.person is None or user.person.authority_id != actor.authority_id:
        return Answer("Tài khoản này thuộc cơ quan khác.")
    held = queries.trusted_roles(user.person, on)
    if not held:
        return can_manage(actor)
    return _can_shut_out_trusted(actor, user, held)


def can_end(actor: Actor, device: Device, on: date) -> Answer:
    """End a device: its owner may, and whoever may shut the account out."""
    if device.user_id == actor.user_id:
        return YES
    return can_shut_out(actor, device.user, on)


def can_give_post(actor: Actor, person: Person, role: str) -> Answer:
    """Begin a post: nobody for oneself, and rights over others' rights come from the keeper."""
    if actor == SYSTEM:
        return YES
    if _is_self(actor, person):
        return Answer(_NOT_FOR_ONESELF)
    if role in TRUSTED and not actor.has(Role.KEEPER):
        return Answer(f"Chức vụ có quyền “{Role(role).label}” do quản trị hệ thống ghi. Nhờ quản trị làm.")
    return can_change(actor, person)


def can_end_post(actor: Actor, position: Position) -> Answer:
    """End a post: who may give it, and for a keeper's the chairman, so that an only keeper can be let go."""
    if position.role != Role.KEEPER or actor == SYSTEM:
        return can_give_post(actor, position.person, position.role)
    if position.authority_id != actor.authority_id:
        return Answer("Chức vụ này thuộc cơ quan khác.")
    if _is_self(actor, position.person):
        return Answer(_NOT_FOR_ONESELF)
    if not actor.has(Role.KEEPER, Role.CHAIRMAN):
        return Answer(f"Chức vụ quản trị hệ thống do {_OVER_KEEPERS} kết thúc.")
    return YES


def can_set_password(actor: Actor, user: User) -> Answer:
    """Choose a password: its owner does, and the console of the machine; nobody knows another's."""
    if actor == SYSTEM or user.pk == actor.user_id:
        return YES
    return Answer("Mật khẩu do chính người dùng đặt. Cấp thẻ để người đó vào và tự đặt.")


def can_set_mail(actor: Actor, user: User) -> Answer:
    """Say where mail goes: only the owner knows."""
    return YES if user.pk == actor.user_id else Answer("Địa chỉ thư do chính người dùng ghi.")


def can_see_card(actor: Actor, card: EnrolmentCard) -> Answer:
    """See the code of a card: only who made it, so that nobody passing by takes it for an own phone."""
    if card.issuer_id is None or card.issuer_id != actor.user_id:
        return Answer("Thẻ chỉ hiện cho người đã cấp. Mở trang của người đó để cấp thẻ khác.")
    return can_give_access(actor, card.user)


def can_confirm(actor: Actor, card: EnrolmentCard) -> Answer:
    """Be the second person for a card: its owner, or another of office, keeper and chairman."""
    if actor.user_id is None or card.issuer_id == actor.user_id:
        return Answer("Thẻ này phải do người khác xác nhận, không phải người đã cấp.")
    if card.user_id == actor.user_id:
        return YES
    if card.user.person is None or card.user.person.authority_id != actor.authority_id:
        return Answer("Tài khoản này thuộc cơ quan khác.")
    if not actor.has(*CONFIRMING):
        return Answer("Việc này do Chủ tịch, Văn phòng hoặc quản trị hệ thống xác nhận.")
    return YES


def _is_self(actor: Actor, person: Person) -> bool:
    return bool(User.objects.filter(pk=actor.user_id, person=person).exists())


def _can_shut_out_trusted(actor: Actor, user: User, held: frozenset[str]) -> Answer:
    if user.pk == actor.user_id:
        return Answer(
            "Không tự làm việc này với tài khoản của mình. Mở trang “Tài khoản” để thoát trên mọi máy."
        )
    if Role.KEEPER in held and not actor.has(Role.KEEPER, Role.CHAIRMAN):
        return Answer(f"Tài khoản của quản trị hệ thống do {_OVER_KEEPERS} khóa, mở hoặc ngắt máy.")
    if Role.KEEPER not in held and not actor.has(Role.KEEPER):
        return Answer("Tài khoản có quyền cao do quản trị hệ thống khóa, mở hoặc ngắt máy. Nhờ quản trị làm.")
    return YES
