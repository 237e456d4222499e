"""The floor of the public search: the same rows, goods and count, and no more."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines

from accounts.folding import fold

ROWS, CAP = 20, 1_001
LISTED = """
FROM promotions_promotion p
WHERE p.state IN ('published', 'suspended') AND p.ends_at > %s
"""
FOUND = " AND p.search_vector @@ to_tsquery('simple', %s)"
COLUMNS = """
SELECT p.id, p.reference, p.name, p.starts_at, p.ends_at,
 (SELECT name FROM promotions_merchant m WHERE m.id = p.merchant_id),
 (SELECT d.name FROM promotions_merchant m JOIN accounts_district d
  ON d.id = m.district_id WHERE m.id = p.merchant_id)
"""
GOODS = """
SELECT promotion_id, name, price_before_vnd, price_now_vnd FROM promotions_item
WHERE promotion_id = ANY(%s) ORDER BY promotion_id, discount_percent DESC
"""
PAGE = engines["django"].from_string(
    """<!doctype html><html lang="vi"><meta charset="utf-8"><title>Search</title>
<form><input name="q" value="{{ q }}"><button>Find</button></form>
<p>{{ count }} promotions</p>
<ul>{% for row in rows %}<li><h2><a href="/khuyen-mai/{{ row.1 }}/">{{ row.2 }}</a></h2>
<p>{{ row.5 }}, {{ row.6 }}</p><p>{{ row.3|date:"d/m/Y H:i" }} – {{ row.4|date:"d/m/Y H:i" }}</p>
<ul>{% for item in row.7 %}<li>{{ item.1 }} {{ item.3 }} <del>{{ item.2 }}</del></li>
{% endfor %}</ul></li>{% endfor %}</ul></html>"""
)


def search(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "")
    words = fold(text).split()
    listed, values = LISTED, ["2024-11-29T09:00+07:00"]
    if words:
        listed += FOUND
        values.append(" & ".join([*words[:-1], f"{words[-1]}:*"]))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM (SELECT 1 {listed} LIMIT {CAP}) c", values
        )
        count = cursor.fetchone()[0]
        newest = " ORDER BY p.starts_at DESC, p.id DESC"
        cursor.execute(f"{COLUMNS}{listed}{newest} LIMIT {ROWS}", values)
        rows = cursor.fetchall()
        cursor.execute(GOODS, [[row[0] for row in rows]])
        goods = cursor.fetchall()
    shown = [(*row, [item for item in goods if item[0] == row[0]][:3]) for row in rows]
    return HttpResponse(PAGE.render({"q": text, "count": count, "rows": shown}))
