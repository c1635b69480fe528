"""Which files are looked at: those git tracks or would track."""

import shutil

from .. import paths, steps

# Folders of libraries that we carry and do not write.
VENDORED = ("/static/lib/", "/static/src/lib/", "/static/src/vendor/", "/static/vendor/")


def tracked():
    """Paths of the working tree's files, ignored ones left out."""
    if not shutil.which("git"):
        raise steps.Failure("git is needed to know which files are the project's.")
    listed = steps.call(["git", "ls-files", "-z", "-co", "--exclude-standard"], "git ls-files", cwd=paths.ROOT)
    return [path for name in listed.split("\0") if name and (path := paths.ROOT / name).is_file()]


def named(*suffixes, within=(paths.ADDONS, paths.TESTS), vendored=False):
    """Tracked files with one of these endings inside these folders."""
    return [
        path for path in tracked()
        if path.suffix in suffixes and any(folder in path.parents for folder in within)
        and (vendored or not any(part in path.as_posix() for part in VENDORED))
    ]


def addon_folders():
    """Folders of our addons and of the addons that hold only tests."""
    return [paths.addon_path(name) for name in paths.own_addons() + paths.test_addons()]


def short(path):
    """Path as it is written in a finding."""
    return path.relative_to(paths.ROOT).as_posix() if path.is_relative_to(paths.ROOT) else path.as_posix()
