"""Where things are: the checkout, the cache that checkouts share, the state of this one."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ADDONS = ROOT / "addons"
TESTS = ROOT / "tests"
CONFIG = ROOT / "config"

CACHE = Path(
    os.environ.get("CHAMBER_CACHE")
    or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "chamber-erp"
)
STATE = Path(os.environ.get("CHAMBER_STATE") or ROOT / ".chamber")
DATA = STATE / "data"
LOGS = STATE / "logs"


def own_addons():
    """Names of the product's addons, sorted."""
    return sorted(path.parent.name for path in ADDONS.glob("*/__manifest__.py"))


def test_addons():
    """Names of the addons that hold only tests, sorted."""
    return sorted(path.parent.name for path in TESTS.glob("*/__manifest__.py"))


def addon_path(name):
    """Folder of an own or a test addon."""
    for parent in (ADDONS, TESTS):
        if (parent / name / "__manifest__.py").exists():
            return parent / name
    raise KeyError(name)
