"""The few packages of the system that Python and npm wheels cannot bring."""

import ctypes.util
import os
import shutil
import subprocess
import sys

from . import steps

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def _venv_works():
    return subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True).returncode == 0


def _has_library(name):
    return bool(ctypes.util.find_library(name))


NEEDS = (
    # (is it there?, Debian package, what for, only for tests)
    (_venv_works, "python3-venv", "Python environments", False),
    (lambda: _has_library("pango-1.0") and _has_library("pangoft2-1.0"), "libpangoft2-1.0-0", "PDF text layout", False),
    (lambda: _has_library("harfbuzz-subset"), "libharfbuzz-subset0", "PDF fonts", False),
    (lambda: _has_library("cairo"), "libcairo2", "pictures of barcodes", False),
    (lambda: shutil.which("node"), "nodejs", "right-to-left styles", False),
    (lambda: shutil.which("npm"), "npm", "right-to-left styles", False),
    (lambda: any(map(shutil.which, CHROMIUM)), "chromium", "browser tests", True),
)


def missing(for_tests):
    """(package, purpose) of what is not on this machine."""
    return [(package, why) for there, package, why, tests in NEEDS if (for_tests or not tests) and not there()]


def ensure(for_tests=False):
    """Install what is missing with apt, after naming it; refuse with the list where that cannot be done."""
    wanted = missing(for_tests)
    if not wanted:
        return
    print("These system packages are missing:")
    for package, why in wanted:
        print(f"    {package:<22} {why}")
    packages = [package for package, _why in wanted]
    by_hand = f"install them yourself and start again:  apt-get install {' '.join(packages)}"
    prefix = [] if os.geteuid() == 0 else ["sudo"]
    if not shutil.which("apt-get") or (prefix and not shutil.which("sudo")):
        raise steps.Failure(by_hand)
    if steps.interactive():
        answer = input("Install them now with apt-get? [Y/n] ").strip().lower()
        if answer not in ("", "y", "yes", "o", "oui", "ن", "نعم"):
            raise steps.Failure(by_hand)
    with steps.step("System packages"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        steps.call([*prefix, "apt-get", "update"], "apt-get update", env=environment)
        steps.call(
            [*prefix, "apt-get", "install", "-y", "--no-install-recommends", *packages],
            "apt-get install", env=environment,
        )
