"""Every factory, and every situation it knows, is accepted by the database."""

import importlib

import factory
import pytest
from factory.declarations import Parameter

from tests import tree
from tests.tree import ROOT, own_models


def factories() -> list[type[factory.django.DjangoModelFactory]]:
    found = []
    for path in tree.files(".py"):
        if path.name == "factories.py" and path.parent.parent == ROOT / "tests":
            module = importlib.import_module(f"tests.{path.parent.name}.factories")
            found += [
                value
                for value in vars(module).values()
                if isinstance(value, type)
                and issubclass(value, factory.django.DjangoModelFactory)
                and value.__module__ == module.__name__
                and not value._meta.abstract
            ]
    return found


def situations() -> list[tuple[type[factory.django.DjangoModelFactory], str]]:
    """Return each factory plain (""), and with each of its Traits."""
    return [
        (one, trait)
        for one in factories()
        for trait in ("", *(n for n, p in one._meta.parameters.items() if is_trait(p)))
    ]


def is_trait(parameter: Parameter) -> bool:
    return isinstance(parameter, factory.Trait)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("one", "trait"),
    situations(),
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_factory_creates_what_the_database_accepts(one, trait):
    created = one(**({trait: True} if trait else {}))

    assert type(created).objects.filter(pk=created.pk).exists()


def test_every_app_with_models_has_factories():
    with_models = {model._meta.app_label for model in own_models()}
    with_factories = {one._meta.model._meta.app_label for one in factories()}

    assert with_models - with_factories == set()
