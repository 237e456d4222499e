from inspections.articles import offered_articles
from inspections.enums import ViolationGroup


def test_every_group_of_the_plan_is_offered_an_article():
    assert {offered.group for offered in offered_articles()} == set(ViolationGroup)


def test_no_unsure_article_is_offered():
    assert {offered.confidence for offered in offered_articles()} == {"high", "medium"}


def test_no_article_is_offered_twice():
    articles = [offered.article for offered in offered_articles()]

    assert len(articles) == len(set(articles)) == 19


def test_every_article_fits_the_field():
    assert max(len(offered.article) for offered in offered_articles()) <= 200
