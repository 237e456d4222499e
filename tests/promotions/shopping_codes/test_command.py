from uuid import uuid4

from django.core.management import CommandError, call_command

import pytest

from promotions.shopping_codes import claiming
from tests.promotions.factories import CodePoolFactory

pytestmark = pytest.mark.django_db


def test_sound_ledgers_are_said_to_be_sound(capsys):
    pool = CodePoolFactory()
    claiming.claim(pool.pk, email="lan@thu.example", key=uuid4(), at=pool.opens_at)

    call_command("check_code_ledgers")

    assert "1 of 10 out, 0 redeemed: sound" in capsys.readouterr().out


def test_pool_that_counts_otherwise_is_an_error():
    CodePoolFactory(issued=1)

    with pytest.raises(CommandError):
        call_command("check_code_ledgers")
