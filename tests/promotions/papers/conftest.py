import pytest


@pytest.fixture(autouse=True)
def private_root(settings, tmp_path):
    """Give each test a private storage of its own, before the campaign."""
    settings.PORTAL_CLOCK = "2024-11-18T10:05+07:00"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path), "base_url": None},
        },
    }
    return tmp_path
