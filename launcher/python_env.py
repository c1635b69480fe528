"""The virtual environment with everything that Odoo and the product import, and the folder of OCA addons."""

import os
import shutil
import sys
import venv

from . import paths, steps

REQUIREMENTS = paths.CONFIG / "requirements.txt"
OCA_REQUIREMENTS = paths.CONFIG / "requirements-oca.txt"
VENV = paths.CACHE / f"venv-{sys.version_info[0]}.{sys.version_info[1]}-{steps.digest(REQUIREMENTS)}"
PYTHON = VENV / "bin/python"
OCA_WHEELS = paths.CACHE / f"oca-{steps.digest(OCA_REQUIREMENTS)}"
# Terms that the wheels leave untranslated: config/translations/MODULE/LANGUAGE.po. Odoo reads a module's
# `i18n_extra` after its own `i18n`, so they are put there, in a copy that this set of translations has to itself.
TRANSLATIONS = sorted((paths.CONFIG / "translations").glob("*/*.po"))
OCA = paths.CACHE / f"{OCA_WHEELS.name}-{steps.digest(*TRANSLATIONS)}"
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
    with steps.fresh_folder(OCA_WHEELS) as folder:
        steps.call(
            [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-deps",
             "--target", folder, "-r", OCA_REQUIREMENTS],
            "installing the OCA addons",
        )
        (folder / READY).touch()


def _add_translations():
    with steps.fresh_folder(OCA) as folder:
        shutil.copytree(OCA_WHEELS, folder, copy_function=os.link, dirs_exist_ok=True)
        for path in TRANSLATIONS:
            target = folder / "odoo/addons" / path.parent.name / "i18n_extra"
            if not target.parent.is_dir():
                raise steps.Failure(f"{path}: no OCA addon is called {path.parent.name}")
            target.mkdir(exist_ok=True)
            shutil.copy(path, target)


def ensure():
    """Make both once, from the lock files."""
    with steps.lock("python"):
        if not (VENV / READY).exists():
            with steps.step("Python packages"):
                _build_venv()
        if not (OCA_WHEELS / READY).exists():
            with steps.step("OCA addons"):
                _download_oca()
        if not (OCA / READY).exists():
            _add_translations()


def enter():
    """Go on in the virtual environment's Python, which has the libraries the rest of the launcher calls."""
    if sys.prefix != str(VENV):
        sys.stdout.flush()
        os.execv(PYTHON, [str(PYTHON), str(paths.ROOT / "chamber"), *sys.argv[1:]])


def versions():
    """What the cache keys of databases must know of this environment."""
    return f"{VENV.name} {OCA.name}"


