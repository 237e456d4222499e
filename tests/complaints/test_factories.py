import pytest

from tests.complaints import factories


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "trait"),
    [
        (name, trait)
        for name in (
            "CategoryFactory",
            "RoutingRuleFactory",
            "ComplaintFactory",
            "ReferralFactory",
        )
        for trait in (None, *getattr(factories, name)._meta.parameters)
    ],
)
def test_every_factory_and_trait_builds_a_record_the_database_accepts(name, trait):
    record = getattr(factories, name)(**({trait: True} if trait else {}))

    assert record.pk is not None
    assert str(record) != ""
