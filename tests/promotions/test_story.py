from datetime import datetime
from inspect import getmembers, isfunction, signature
from zoneinfo import ZoneInfo

import pytest

from promotions import workflow
from promotions.story import OF_THE_OFFICE, TITLES, reason_for_changes, story
from tests.accounts.factories import UserFactory
from tests.promotions.factories import PromotionFactory

HCM = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2024, 11, 20, 9, tzinfo=HCM)

pytestmark = pytest.mark.django_db


def test_story_names_the_unit_and_never_the_person():
    officer = UserFactory(trade_management=True, full_name="Lê Văn Cán Bộ")
    promotion = PromotionFactory(submitted=True)
    workflow.ask_for_changes(promotion, by=officer, at=NOW, reason="Sửa giá trước.")

    (entry,) = story(promotion)

    assert (entry.title, entry.by) == (
        "Yêu cầu bổ sung, sửa đổi",
        "Phòng Quản lý Thương mại",
    )
    assert entry.text == "Sửa giá trước.\n\nHạn gửi lại: hết thứ Tư ngày 27/11/2024."
    assert (entry.kind, entry.at) == ("wait", NOW)


def test_portal_acts_by_a_name_of_its_own():
    promotion = PromotionFactory(published=True)
    workflow.end(promotion, by=None, at=promotion.ends_at)

    assert [(e.title, e.by) for e in story(promotion)] == [("Đã kết thúc", "hệ thống")]


def test_reason_is_shown_while_changes_are_asked_for():
    officer = UserFactory(trade_management=True)
    promotion = PromotionFactory(submitted=True)
    asked = workflow.ask_for_changes(
        promotion, by=officer, at=NOW, reason="Sửa giá trước."
    )
    assert reason_for_changes(asked) == "Sửa giá trước."

    sent = workflow.submit(asked, by=None, at=NOW)

    assert reason_for_changes(sent) == ""


def test_every_verb_of_the_workflow_has_a_title():
    verbs = {
        name
        for name, verb in getmembers(workflow, isfunction)
        if verb.__module__.startswith(workflow.__name__)
        and not name.startswith("_")
        and {"by", "at"} <= set(signature(verb).parameters)
    }

    assert set(TITLES | OF_THE_OFFICE) == verbs | {"start"}
