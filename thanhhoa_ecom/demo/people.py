"""The units' demo addresses, two surveillance teams, and everybody who may log in."""

from allauth.account.models import EmailAddress

from accounts.enums import UnitKind
from accounts.models import District, Unit, User
from thanhhoa_ecom.demo.logins import DOMAIN, MERCHANTS, OFFICERS, PASSWORD, DemoLogin

TEAMS = (
    ("doi-qltt-so-1", "Đội Quản lý thị trường số 1", ("380", "405", "406")),
    ("doi-qltt-so-2", "Đội Quản lý thị trường số 2", ("384", "385", "386", "387")),
)


def ensure_people() -> None:
    """Create what is missing; change nobody who is there."""
    _ensure_teams()
    for unit in Unit.objects.filter(email=""):
        unit.email = f"{unit.code}@{DOMAIN}"
        unit.save(update_fields=["email"])
    for login in (*OFFICERS, *MERCHANTS):
        if not User.objects.filter(email=login.email).exists():
            _create(login)


def person(name: str) -> User:
    """Return the demo person of that name, as in ``thuong-mai``."""
    return User.objects.select_related("unit").get(email=f"{name}@{DOMAIN}")


def _create(login: DemoLogin) -> None:
    user = User.objects.create_user(
        login.email,
        PASSWORD,
        full_name=login.full_name,
        position=login.position,
        unit=_unit_of(login),
        is_head=login.is_head,
    )
    EmailAddress.objects.create(
        user=user, email=login.email, verified=True, primary=True
    )


def _unit_of(login: DemoLogin) -> Unit | None:
    if login.kind is None:
        return None
    units = Unit.objects.filter(kind=login.kind, is_active=True)
    if login.district:
        units = units.filter(districts__code=login.district)
    return units.get()


def _ensure_teams() -> None:
    department = Unit.objects.get(kind=UnitKind.MARKET_SURVEILLANCE)
    for code, name, districts in TEAMS:
        team, is_new = Unit.objects.get_or_create(
            code=code,
            defaults={
                "kind": UnitKind.SURVEILLANCE_TEAM,
                "name": name,
                "parent": department,
            },
        )
        if is_new:
            team.districts.set(District.objects.filter(code__in=districts))
