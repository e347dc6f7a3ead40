"""Who may change the organisation and its accounts."""

from thidua.foundation.actors import SYSTEM, Actor
from thidua.foundation.policy import YES, Answer
from thidua.organisation.enums import CONFIRMING, TRUSTED, Role
from thidua.organisation.models import Authority, AuthorityOwned, Device, EnrolmentCard, Person, User


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


def can_change_office(actor: Actor, authority: Authority) -> Answer:
    """Say how the own office is reached and who answers for its public pages."""
    return can_add(actor, authority)


def can_change(actor: Actor, obj: AuthorityOwned) -> Answer:
    """Change a record of the own authority; what an upper level may read it may not change."""
    return can_add(actor, obj.authority)


def can_give_access(actor: Actor, user: User) -> Answer:
    """Print a device card for somebody, or end their devices."""
    if actor != SYSTEM and (user.person is None or user.person.authority_id != actor.authority_id):
        return Answer("Tài khoản này thuộc cơ quan khác.")
    return can_manage(actor)


def can_end(actor: Actor, device: Device) -> Answer:
    """End a device: its owner may, and the office."""
    if device.user_id == actor.user_id:
        return YES
    return can_give_access(actor, device.user)


def can_give_post(actor: Actor, person: Person, role: str) -> Answer:
    """Begin or end a post: nobody for oneself, and rights over others' rights come from the keeper."""
    if actor == SYSTEM:
        return YES
    if User.objects.filter(pk=actor.user_id, person=person).exists():
        return Answer("Không tự ghi hay kết thúc chức vụ của mình. Nhờ quản trị hoặc người khác làm.")
    if role in TRUSTED and not actor.has(Role.KEEPER):
        return Answer(f"Chức vụ có quyền “{Role(role).label}” do quản trị hệ thống ghi. Nhờ quản trị làm.")
    return can_change(actor, person)


def can_set_password(actor: Actor, user: User) -> Answer:
    """Choose a password: its owner does, and the console of the machine; nobody knows another's."""
    if actor == SYSTEM or user.pk == actor.user_id:
        return YES
    return Answer("Mật khẩu do chính người dùng đặt. Cấp thẻ để người đó vào và tự đặt.")


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
