"""Where the list of goods stands, on both sides of each border."""

import pytest

from promotions.papers import annex, form_01, goods
from promotions.papers.goods_row import GoodsRow
from tests.promotions.papers import samples


def paper(count):
    told = samples.facts(goods_count=count)
    listed = samples.goods(min(count, 501))
    return form_01.paper(told, listed, made_at=samples.MADE_AT)


def listed_in(paper):
    body = [block for block in paper.body if getattr(block, "rows", None)]
    appendix = [b for one in paper.appendices for b in one.blocks]
    return sum(len(b.rows) for b in body), sum(len(b.rows) for b in appendix)


@pytest.mark.parametrize(
    ("count", "in_text", "in_appendix", "words"),
    [
        (0, 0, 0, "5. Hàng hóa, dịch vụ khuyến mại: ....."),
        (1, 1, 0, "1 mặt hàng, theo danh mục dưới đây"),
        (10, 10, 0, "10 mặt hàng, theo danh mục dưới đây"),
        (11, 0, 11, "11 mặt hàng, theo danh mục tại Phụ lục kèm theo"),
        (500, 0, 500, "500 mặt hàng, theo danh mục tại Phụ lục kèm theo"),
        (501, 0, 0, "501 mặt hàng, theo tệp Excel"),
        (100_000, 0, 0, "100.000 mặt hàng, theo tệp Excel"),
    ],
)
def test_list_stands_in_the_text_an_appendix_or_a_file(
    count, in_text, in_appendix, words
):
    made = paper(count)

    assert listed_in(made) == (in_text, in_appendix)
    assert words in samples.read(made)


def test_draft_says_how_many_goods_it_leaves_out():
    told = samples.facts(goods_count=250)

    (whole,) = goods.appendices(told, samples.goods(250))
    (short,) = goods.appendices(told, samples.goods(100))

    assert whole.blocks[0].note == ""
    assert "100 mặt hàng đầu" in short.blocks[0].note


def test_annex_lists_all_goods_and_reads_them_as_it_is_printed():
    listed = samples.goods(501)

    made = annex.paper(samples.facts(goods_count=501), listed, made_at=samples.MADE_AT)

    (table,) = made.body
    assert len(table.rows) == 501
    assert table.rows[500][0] == 501
    assert [row[0] for row in table.rows[:2]] == [1, 2]
    assert [row[0] for row in table.rows] == list(range(1, 502))


@pytest.mark.parametrize(
    ("now", "declared", "percent"),
    [(70_000, None, "30.00"), (None, "12.50", "12.50"), (70_000, "31", "31")],
)
def test_discount_is_the_higher_of_declared_and_computed(now, declared, percent):
    row = GoodsRow.read(1, ["Nem", "", "hộp", None, 100_000, now, declared, "", 0])

    assert str(row.percent_off) == percent


def test_no_discount_is_no_percent():
    row = GoodsRow.read(1, ["Nem", "", "hộp", None, 100_000, None, None, "", 0])

    assert row.percent_off is None
