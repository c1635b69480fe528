"""Seconds of the longest test files, so that lanes begin with these: `./chamber test --weigh` writes them, nobody else.

What is stale or missing costs balance and nothing more: a lane that is free takes the next file.
"""

import json

from . import paths

LEAST = 20   # seconds from which a file is worth being named


def _file():
    return paths.CONFIG / "test_seconds.json"


def read():
    """{group of tests: seconds}."""
    return json.loads(_file().read_text()) if _file().exists() else {}


def write(rows):
    """Keep the seconds of a run that tested everything, as the lanes noted them."""
    seconds = {row["name"]: round(row["seconds"]) for row in rows if row["seconds"] >= LEAST}
    _file().write_text(json.dumps(dict(sorted(seconds.items())), indent=2) + "\n")
