"""What REST framework says of wrong fields is said in Vietnamese too."""

from django.utils.translation import override

import pytest
from rest_framework import serializers

KINDS = (
    *(serializers.BooleanField, serializers.CharField, serializers.ChoiceField),
    *(serializers.DateField, serializers.DateTimeField, serializers.DecimalField),
    *(serializers.FileField, serializers.IntegerField, serializers.ListField),
    *(serializers.ManyRelatedField, serializers.PrimaryKeyRelatedField),
    *(serializers.Serializer, serializers.SlugRelatedField),
)
NEVER_SAID = {"min_length", "empty"}  # no field of ours has a least length


def sentences():
    return {
        sentence
        for kind in KINDS
        for one in kind.__mro__
        for code, sentence in getattr(one, "default_error_messages", {}).items()
        if code not in NEVER_SAID
    }


def in_language(language):
    with override(language):
        return {str(sentence) for sentence in sentences()}


def test_no_sentence_stays_english() -> None:
    assert in_language("vi") & in_language("en") == set()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "sentence"),
    [("vi", "Hãy ghi một số nguyên."), ("en", "A valid integer is required.")],
)
def test_fields_are_told_in_the_language_asked_for(client, language, sentence):
    page = client.post(
        "/api/v1/promotions/check/",
        {"promoted_total_vnd": "nhiều"},
        content_type="application/json",
        headers={"Accept-Language": language},
    )

    assert page.json()["errors"] == [
        {"field": "promoted_total_vnd", "detail": sentence}
    ]
