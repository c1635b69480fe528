"""Command-line tools from npm, pinned by the lock file beside their list."""

import os
import shutil

from . import paths, steps

LISTS = paths.CONFIG / "npm"
FILES = (LISTS / "package.json", LISTS / "package-lock.json")
TARGET = paths.CACHE / f"npm-{steps.digest(*FILES)}"
MODULES = TARGET / "node_modules"
BIN = MODULES / ".bin"


def ensure():
    """Install the pinned tools once."""
    if BIN.exists():
        return
    with steps.lock("npm"):
        if BIN.exists():
            return
        with steps.step("Node.js tools (right-to-left styles)"), steps.fresh_folder(TARGET) as folder:
            for path in FILES:
                shutil.copy(path, folder)
            steps.call(
                ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], "npm ci",
                cwd=folder, env={**os.environ, "npm_config_update_notifier": "false"},
            )
