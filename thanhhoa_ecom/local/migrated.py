import psycopg

from thanhhoa_ecom.local import paths


def is_migrated(database_url: str) -> bool:
    """Say whether every migration of ours has run, without waking Django.

    Only then may worker and beat start beside the preparation, which decides for sure.
    """
    wanted = {
        (path.parts[-3], path.stem) for path in paths.ROOT.glob("*/migrations/0*.py")
    }
    with psycopg.connect(database_url) as connection:
        try:
            rows = connection.execute("SELECT app, name FROM django_migrations")
        except psycopg.errors.UndefinedTable:
            return False
        return wanted <= {(app, name) for app, name in rows}
