"""The browser does the small sum of the complaint form, as the portal checks it."""

import pytest

from complaints.spam.proof_of_work import Proof, judge
from tests.browser.test_register import PHONE, open_page, queries_beside_the_driver

__all__ = ["open_page", "queries_beside_the_driver"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_sum_is_done_while_the_form_is_read(open_page):
    page = open_page(viewport=PHONE)
    page.goto("/phan-anh/moi/")

    page.wait_for_function("document.querySelector('[name=number]').value !== ''")

    def value(name):
        return page.locator(f"[name={name}]").input_value()

    proof = judge(value("challenge"), value("number"), key=value("key"))
    assert proof is Proof.SOLVED
    assert not page.complaints
