"""Goods and prizes of one promotion beside those of another, row by row.

Everything is one statement of the database, whatever the number of rows: a sheet may
have 100,000. Rows are matched by their position.
"""

from typing import Any

from django.db import connection, models

from promotions.models import Item, Prize, Promotion

OWN = frozenset({"id", "promotion"})
RowModel = type[Item] | type[Prize]
Pair = tuple[int | None, int | None]


def copy_rows(model: RowModel, source: Promotion, target: Promotion) -> None:
    """Store each row of ``source`` again for ``target``."""
    columns = ", ".join(_columns(model))
    table = _quoted(model._meta.db_table)
    _execute(
        f"INSERT INTO {table} (promotion_id, {columns})"  # noqa: S608 -- names of our own
        f" SELECT %s, {columns} FROM {table} WHERE promotion_id = %s",
        [target.pk, source.pk],
    )


def differing(
    model: RowModel, before: Promotion, after: Promotion, *, at_most: int | None = None
) -> tuple[list[Pair], int]:
    """Return the keys of rows that differ, by position, and how many there are."""
    sql = f"SELECT before_id, after_id, count(*) OVER () FROM ({_DIFFERING}) d"  # noqa: S608 -- names of our own
    sql += " ORDER BY position, before_id, after_id"
    params: list[Any] = [before.pk, after.pk]
    if at_most is not None:
        sql += " LIMIT %s"
        params.append(at_most)
    with connection.cursor() as cursor:
        cursor.execute(_filled(sql, model), params)
        found = cursor.fetchall()
    return [(row[0], row[1]) for row in found], found[0][2] if found else 0


def exchange(model: RowModel, one: Promotion, other: Promotion) -> None:
    """Let the two promotions change the rows that differ; equal rows stay in place."""
    sql = (
        f"UPDATE {{table}} t SET promotion_id = CASE WHEN promotion_id = %s THEN %s"  # noqa: S608 -- names of our own
        f" ELSE %s END FROM ({_DIFFERING}) d"
        " WHERE t.id = d.before_id OR t.id = d.after_id"
    )
    _execute(_filled(sql, model), [one.pk, other.pk, one.pk, one.pk, other.pk])


_DIFFERING = """
SELECT COALESCE(b.position, a.position) AS position,
    b.id AS before_id, a.id AS after_id
FROM (SELECT * FROM {table} WHERE promotion_id = %s) b
FULL JOIN (SELECT * FROM {table} WHERE promotion_id = %s) a ON a.position = b.position
WHERE ({before}) IS DISTINCT FROM ({after})
"""


def _filled(sql: str, model: RowModel) -> str:
    columns = _columns(model)
    return sql.format(
        table=_quoted(model._meta.db_table),
        before=", ".join(f"b.{column}" for column in columns),
        after=", ".join(f"a.{column}" for column in columns),
    )


def _columns(model: type[models.Model]) -> list[str]:
    fields = model._meta.concrete_fields
    return [_quoted(field.column) for field in fields if field.name not in OWN]


def _quoted(name: str | None) -> str:
    assert name is not None
    return connection.ops.quote_name(name)


def _execute(sql: str, params: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
