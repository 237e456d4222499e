"""The data file of 2024 says what the province's plan says, in its words."""

import re
import tomllib
from datetime import datetime
from pathlib import Path

import pytest

PLAN = Path(__file__).with_name("plan_2024.txt").read_text()
FILE = Path(__file__).parents[2] / "campaigns/data/online_friday_2024.toml"
BULLET = re.compile(r"^\s*- ", re.MULTILINE)
HEADINGS = [
    "TỔ CHỨC THỰC HIỆN",
    "1. Sở Công Thương",
    "1.1. Phòng Quản lý Xuất nhập khẩu",
    "1.2. Phòng Quản lý Thương mại",
    "1.3. Văn phòng Sở",
    "1.4. Thanh tra Sở",
    "1.5. Các đơn vị thuộc Sở Công Thương",
    "https://dichvucong.thanhhoa.gov.vn/",
    "2. Đề nghị UBND các huyện, thị xã, thành phố",
    "3. Đề nghị Cục Quản lý thị trường tỉnh",
    "4. Đề nghị Hiệp hội Doanh nghiệp tỉnh",
    "5. Đề nghị thương nhân, tổ chức và cá nhân có liên quan",
]


def folded(text):
    """One blank between words and no bullets; the words themselves as they are."""
    return " ".join(BULLET.sub("", text).split())


def section(heading, until):
    text = folded(PLAN)
    return text[text.index(heading) + len(heading) : text.index(until)]


@pytest.fixture(scope="module")
def data():
    return tomllib.loads(FILE.read_text())


@pytest.fixture(scope="module")
def campaign(data):
    return data["campaign"]


def test_every_task_stands_in_the_plan_in_the_order_of_the_plan(data):
    text = section("III. ", "Trên đây là Kế hoạch")

    places = [text.find(task["task"]) for task in data["task"]]

    assert -1 not in places
    assert places == sorted(places)


def test_no_task_of_the_plan_is_left_out(data, campaign):
    rest = section("III. ", "Trên đây là Kế hoạch")
    for task in [*(t["task"] for t in data["task"]), campaign["merchant_request"]]:
        rest = rest.replace(task, "", 1)

    assert folded(rest) == " ".join(HEADINGS)


def test_each_task_stands_under_the_heading_of_its_section(data):
    text = section("III. ", "Trên đây là Kế hoạch")
    for task in data["task"]:
        number = task["section"].removeprefix("III.")
        before = text[: text.index(task["task"])]
        headings = re.findall(r"(?:^|\s)(\d(?:\.\d)?)\. [A-ZĐ]", before)
        assert headings[-1] == number


@pytest.mark.parametrize(
    ("name", "heading", "until"),
    [
        ("objectives", "I. MỤC TIÊU", "II. NỘI DUNG"),
        ("programme", "4. Hình thức tổ chức:", "5. Phạm vi thực hiện"),
    ],
)
def test_aims_and_programme_are_all_of_the_plans_paragraphs(
    campaign, name, heading, until
):
    text = section(heading, until).strip()

    assert " ".join(campaign[name]) == text


@pytest.mark.parametrize(
    "name", ["legal_basis", "participants", "scope", "ceiling_source", "filing_url"]
)
def test_facts_are_the_plans_own_words(campaign, name):
    assert campaign[name] in folded(PLAN)


def test_the_name_is_that_of_the_plan(campaign):
    assert f"“{campaign['name']}”" in folded(PLAN)


def test_the_week_and_the_sixty_hours_are_those_of_the_plan(data, campaign):
    text = folded(PLAN)
    (slot,) = data["slot"]

    assert "Từ ngày 25/11/2024 đến ngày 01/12/2024." in text
    assert campaign["starts_at"] == datetime.fromisoformat("2024-11-25T00:00+07:00")
    assert campaign["ends_at"] == datetime.fromisoformat("2024-12-02T00:00+07:00")
    assert "Từ 0 giờ thứ Sáu ngày 29/11/2024 đến 12 giờ ngày 01/12/2024." in text
    assert slot["starts_at"] == datetime.fromisoformat("2024-11-29T00:00+07:00")
    assert (slot["ends_at"] - slot["starts_at"]).total_seconds() == 60 * 3600
    assert slot["name"] in text


def test_both_ceilings_are_those_of_the_plan(campaign):
    assert "mức giảm giá tối đa đối với hàng hóa, dịch vụ được khuyến mại là: 100%" in (
        folded(PLAN)
    )
    ceilings = campaign["value_ceiling_percent"], campaign["discount_ceiling_percent"]
    assert ceilings == (100, 100)


@pytest.mark.parametrize(
    ("words", "leads", "cooperates"),
    [
        ("tiếp nhận, xử lý thông tin của người tiêu dùng", ["qltm"], ["hoi-bvntd"]),
        ("Tổng hợp kết quả", ["xnk"], []),
        ("Phối hợp với Thanh tra Sở", [], ["qltm"]),
        ("Phối hợp với Phòng Quản lý Thương mại", [], ["thanh-tra-so"]),
        ("Tuyên truyền, hướng dẫn thương nhân", ["each:district_committee"], []),
        ("Chỉ đạo phòng chuyên môn", ["cuc-qltt"], []),
        ("khuyến khích hội viên", [], ["hiep-hoi-dn"]),
    ],
)
def test_a_task_is_given_to_whom_the_plan_gives_it(data, words, leads, cooperates):
    (task,) = [task for task in data["task"] if words in task["task"]]

    assert (task.get("leads", []), task.get("cooperates", [])) == (leads, cooperates)


def test_the_word_lead_makes_a_leader(data):
    for task in data["task"]:
        if task["task"].startswith("Chủ trì"):
            assert task["leads"]
        if task["task"].lower().startswith("phối hợp"):
            assert "leads" not in task
