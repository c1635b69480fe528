"""The virtual environment with everything that Odoo and the product import, and the folder of OCA addons."""

import os
import sys
import venv

from . import paths, steps

REQUIREMENTS = paths.CONFIG / "requirements.txt"
OCA_REQUIREMENTS = paths.CONFIG / "requirements-oca.txt"
VENV = paths.CACHE / f"venv-{sys.version_info[0]}.{sys.version_info[1]}-{steps.digest(REQUIREMENTS)}"
PYTHON = VENV / "bin/python"
OCA = paths.CACHE / f"oca-{steps.digest(OCA_REQUIREMENTS)}"
OCA_ADDONS = OCA / "odoo/addons"
READY = ".ready"


def _build_venv():
    # built in place: a virtual environment cannot be moved; the mark is written last
    venv.create(VENV, with_pip=True, clear=True)
    steps.call(
        [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-deps", "-r", REQUIREMENTS],
        "installing the Python packages",
    )
    (VENV / READY).touch()


def _download_oca():
    with steps.fresh_folder(OCA) as folder:
        steps.call(
            [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-deps",
             "--target", folder, "-r", OCA_REQUIREMENTS],
            "installing the OCA addons",
        )
        (folder / READY).touch()


def ensure():
    """Make both once, from the lock files."""
    with steps.lock("python"):
        if not (VENV / READY).exists():
            with steps.step("Python packages"):
                _build_venv()
        if not (OCA / READY).exists():
            with steps.step("OCA addons"):
                _download_oca()


def enter():
    """Go on in the virtual environment's Python, which has the libraries the rest of the launcher calls."""
    if sys.prefix != str(VENV):
        sys.stdout.flush()
        os.execv(PYTHON, [str(PYTHON), str(paths.ROOT / "chamber"), *sys.argv[1:]])


def versions():
    """What the cache keys of databases must know of this environment."""
    return f"{VENV.name} {OCA.name}"


