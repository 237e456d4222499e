import pytest


@pytest.fixture(autouse=True)
def private_root(settings, tmp_path):
    """Give each test a private storage of its own."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path), "base_url": None},
        },
    }
    return tmp_path
