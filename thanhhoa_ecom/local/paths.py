"""Where the portal of one machine keeps its things."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = Path(os.environ.get("PORTAL_VAR", ROOT / "var")).absolute()
LOGS = VAR / "log"
SECRET_KEY_FILE = VAR / "secret_key"
ENVIRONMENT_FILE = VAR / "run" / "environment.json"
LOGINS_FILE = VAR / "run" / "logins.txt"
BEAT_FILE = VAR / "run" / "beat-schedule"
