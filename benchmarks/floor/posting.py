"""The floor of every form: one POST that commits one record and one outbox row."""

import json
import secrets

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

TABLES = """
CREATE TABLE IF NOT EXISTS floor_record (
    id bigserial PRIMARY KEY, code text UNIQUE NOT NULL, body jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE IF NOT EXISTS floor_outbox (
    id bigserial PRIMARY KEY, record_id bigint NOT NULL REFERENCES floor_record,
    body text NOT NULL, due_at timestamptz NOT NULL DEFAULT now());
"""


@csrf_exempt
def post(request: HttpRequest) -> HttpResponse:
    code = secrets.token_hex(8)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO floor_record (code, body) VALUES (%s, %s) RETURNING id",
            [code, json.dumps(request.POST.dict())],
        )
        cursor.execute(
            "INSERT INTO floor_outbox (record_id, body) VALUES (%s, %s)",
            [cursor.fetchone()[0], "A notice of a few words."],
        )
    return HttpResponse(code)
