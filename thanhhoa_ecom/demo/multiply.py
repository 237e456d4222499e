"""Make many records out of few, inside the database.

A benchmark wants a million complaints; the verbs of real use make some hundred a
second. So a believable set is made through the verbs first, and then copied by the
server itself: every copy gets new keys, references of its own and, where asked, other
times, and keeps all else, its events and parts included.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper

Table = type[models.Model]


@dataclass(frozen=True)
class Family:
    """Tables that are copied together.

    ``parts`` follow the root in an order in which foreign keys can be filled.
    ``fresh`` gives SQL for columns that must differ in each copy, with ``{id}`` for the
    new key of that row and ``{n}`` for the number of the copy. ``minutes_apart`` moves
    every moment of copy n back by n such steps, within ``spread_minutes``.
    """

    root: Table
    parts: Sequence[Table] = ()
    fresh: Mapping[Table, Mapping[str, str]] = field(default_factory=dict)
    minutes_apart: int = 0
    spread_minutes: int = 1


def multiply(family: Family, *, total: int) -> int:
    """Copy the family until the root table holds ``total`` rows; return the new rows.

    Runs in one transaction with the triggers of the session at rest: copies carry
    their events, but no history of versions. Needs the right to set
    ``session_replication_role``, which the embedded server gives.
    """
    present = family.root._default_manager.count()
    missing = total - present
    if missing <= 0 or present == 0:
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(_SCRATCH, [])
        cursor.execute(
            f"INSERT INTO demo_copy SELECT r.id, n FROM {_name(family.root)} r,"
            " generate_series(1, %s) n ORDER BY n, r.id LIMIT %s",
            [missing // present + 1, missing],
        )
        tables = (family.root, *family.parts)
        strides = {table: _stride(cursor, table) for table in tables}
        for table in tables:
            cursor.execute(_copy_sql(family, table, strides))
        for table in tables:
            _advance_sequence(cursor, table)
        cursor.execute("DROP TABLE demo_copy")
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ANALYZE {_name(table)}")
    return missing


_SCRATCH = """
CREATE TEMPORARY TABLE demo_copy (root_id bigint, n bigint, PRIMARY KEY (root_id, n))
"""


def _copy_sql(family: Family, table: Table, strides: Mapping[Table, int]) -> str:
    columns, values = [], []
    for column in table._meta.local_concrete_fields:
        columns.append(f'"{column.column}"')
        values.append(_value(family, table, column, strides))
    link = "id" if table is family.root else _link(family.root, table)
    return (
        f"INSERT INTO {_name(table)} ({', '.join(columns)})"
        f" SELECT {', '.join(values)} FROM {_name(table)} t"
        f' JOIN demo_copy c ON c.root_id = t."{link}"'
        if link
        else _grandchild_sql(family, table, columns, values)
    )


def _grandchild_sql(
    family: Family, table: Table, columns: list[str], values: list[str]
) -> str:
    """A part of a part: reach the root through the part it belongs to."""
    for parent in family.parts:
        link, up = _link(parent, table), _link(family.root, parent)
        if link and up:
            return (
                f"INSERT INTO {_name(table)} ({', '.join(columns)})"
                f" SELECT {', '.join(values)} FROM {_name(table)} t"
                f' JOIN {_name(parent)} p ON p.id = t."{link}"'
                f' JOIN demo_copy c ON c.root_id = p."{up}"'
            )
    raise ValueError(f"{table.__name__} is no part of {family.root.__name__}.")


def _value(
    family: Family,
    table: Table,
    column: models.Field[object, object],
    strides: Mapping[Table, int],
) -> str:
    new_id = f"(t.id + c.n * {strides[table]})"
    fresh = family.fresh.get(table, {}).get(str(column.column))
    if fresh is not None:
        return fresh.format(id=new_id, n="c.n")
    if column.primary_key:
        return new_id
    target = column.related_model
    if isinstance(target, type) and target in strides and target is not table:
        return f't."{column.column}" + c.n * {strides[target]}'
    if isinstance(column, models.DateTimeField) and family.minutes_apart:
        return (
            f't."{column.column}" - make_interval(mins =>'
            f" (c.n * {family.minutes_apart} % {family.spread_minutes})::int)"
        )
    return f't."{column.column}"'


def _link(parent: Table, child: Table) -> str | None:
    """Return the column by which ``child`` belongs to ``parent``."""
    for column in child._meta.local_concrete_fields:
        if column.related_model is parent:
            return str(column.column)
    return None


def _stride(cursor: CursorWrapper, table: Table) -> int:
    cursor.execute(f"SELECT COALESCE(max(id), 0) FROM {_name(table)}")
    return int(cursor.fetchone()[0]) or 1


def _advance_sequence(cursor: CursorWrapper, table: Table) -> None:
    name = table._meta.db_table
    cursor.execute(
        "SELECT setval(pg_get_serial_sequence(%s, 'id'),"
        f" (SELECT COALESCE(max(id), 1) FROM {_name(table)}))",
        [name],
    )


def _name(table: Table) -> str:
    return f'"{table._meta.db_table}"'
