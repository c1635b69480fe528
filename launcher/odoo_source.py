"""Odoo 19 Community itself: a checkout named by ODOO_PATH, or Debian's package unpacked into the cache.

Debian has the real one (`odoo-19`, in its unstable suite). It is not installed in the system: a private apt
configuration downloads it and what it points at, and `dpkg -x` unpacks them side by side. The mirror is the one
that this machine's own apt uses.
"""

import os
import re
import shutil
from pathlib import Path

from . import node, paths, steps

PACKAGE = "odoo-19"
# What the package's relative links point at. Font Awesome must be 4.7 and Inconsolata the 001 one: later ones moved.
STABLE_LINKED = ("fonts-font-awesome", "fonts-inconsolata")
UNSTABLE_LINKED = (
    "libjs-jquery", "libjs-jquery-form", "libjs-underscore", "fonts-roboto-unhinted", "fonts-montserrat", "fonts-ocr-b",
)
STABLE_SUITE = "bookworm"
KEYRINGS = ("/usr/share/keyrings/debian-archive-keyring.gpg", "/usr/share/keyrings/debian-archive-keyring.pgp")
TARGET = paths.CACHE / "odoo-19"


class Source:
    """Where Odoo's code is: `python` goes on PYTHONPATH, `addons` on the addons path, `version` into cache keys."""

    def __init__(self, python, addons, version):
        self.python, self.addons, self.version = python, addons, version


def _mirror():
    """Address of this machine's Debian mirror, from its own apt sources."""
    folder = Path("/etc/apt/sources.list.d")
    files = [Path("/etc/apt/sources.list"), *sorted(folder.glob("*.list")), *sorted(folder.glob("*.sources"))]
    for path in files:
        if not path.exists():
            continue
        for line in path.read_text(errors="replace").splitlines():
            found = re.match(r"\s*(?:deb(?:\s+\[[^]]*\])?|URIs:)\s+(\S+/debian/?)(?:\s|$)", line)
            if found:
                return found.group(1)
    raise steps.Failure("no Debian mirror in this machine's apt sources: set ODOO_PATH to a checkout of Odoo 19.0.")


def _private_apt(work):
    """Write an apt configuration of our own; returns the environment that uses it."""
    keyring = next((ring for ring in KEYRINGS if Path(ring).exists()), None)
    if not keyring:
        raise steps.Failure("the package debian-archive-keyring is needed to check what is downloaded.")
    for folder in ("state/lists/partial", "cache/archives/partial"):
        (work / folder).mkdir(parents=True)
    mirror = _mirror()
    (work / "sources").mkdir()
    for suite in ("unstable", STABLE_SUITE):
        (work / "sources" / f"{suite}.sources").write_text(
            f"Types: deb\nURIs: {mirror}\nSuites: {suite}\nComponents: main\nSigned-By: {keyring}\n"
        )
    user = "root" if os.geteuid() == 0 else ""
    (work / "apt.conf").write_text(
        f'Dir::State "{work}/state";\nDir::State::status "/dev/null";\nDir::Cache "{work}/cache";\n'
        f'Dir::Etc::sourcelist "/dev/null";\nDir::Etc::sourceparts "{work}/sources";\n'
        f'APT::Sandbox::User "{user}";\nAPT::Install-Recommends "false";\n'
    )
    return {**os.environ, "APT_CONFIG": str(work / "apt.conf")}


def _unpack(folder):
    work = folder / "apt"
    environment = _private_apt(work)
    steps.call(["apt-get", "update"], "reading the package lists", env=environment, cwd=work)
    names = [f"{name}/unstable" for name in (PACKAGE, *UNSTABLE_LINKED)]
    names += [f"{name}/{STABLE_SUITE}" for name in STABLE_LINKED]
    steps.call(["apt-get", "download", *names], "downloading Odoo", env=environment, cwd=work)
    for package in sorted(work.glob("*.deb")):
        steps.call(["dpkg", "-x", package, folder / "root"], f"unpacking {package.name}")
    # the package carries every addon twice; Odoo reads those inside `odoo/addons`
    shutil.rmtree(folder / "root/usr/lib/python3/dist-packages/addons")
    version = next(work.glob(f"{PACKAGE}_*.deb")).name.split("_")[1].replace("%3a", ":")
    shutil.rmtree(work)
    broken = [path for path in (folder / "root/usr/lib").rglob("*") if path.is_symlink() and not path.exists()]
    if broken:
        raise steps.Failure("links of the package lead nowhere:\n" + "\n".join(map(str, broken[:5])))
    (folder / "VERSION").write_text(version)


def _add_missing_script(addons):
    """Debian leaves out one script of the mail addon; every page that asks for it would log an error."""
    target = addons / "mail/static/lib/selfie_segmentation/selfie_segmentation.js"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(node.MODULES / "@mediapipe/selfie_segmentation/selfie_segmentation.js", target)


def _link(name, python_packages):
    """A folder that holds nothing but `odoo`, so that no other package of that place is importable by accident."""
    folder = paths.CACHE / "python" / name
    folder.mkdir(parents=True, exist_ok=True)
    link = folder / "odoo"
    if not link.is_symlink() or link.resolve() != (python_packages / "odoo").resolve():
        link.unlink(missing_ok=True)
        link.symlink_to(python_packages / "odoo")
    return folder


def ensure():
    """The Odoo to run; fetched once."""
    chosen = os.environ.get("ODOO_PATH")
    if chosen:
        home = Path(chosen).expanduser().resolve()
        release = home / "odoo/release.py"
        if not release.exists() or "(19, 0" not in release.read_text():
            raise steps.Failure(f"ODOO_PATH={home} does not hold Odoo 19.0 (no odoo/release.py of that series).")
        key = steps.digest(str(home))
        return Source(_link(key, home), [home / "addons"], f"path-{steps.digest(key, release)}")
    if not (TARGET / "VERSION").exists():
        if not shutil.which("apt-get") or not shutil.which("dpkg"):
            raise steps.Failure("there is no apt here: get Odoo 19.0 Community yourself and set ODOO_PATH to it.")
        with steps.lock("odoo"), steps.step("Odoo 19 Community (122 MB, once)"):
            if not (TARGET / "VERSION").exists():
                with steps.fresh_folder(TARGET) as folder:
                    _unpack(folder)
    home = TARGET / "root/usr/lib/python3/dist-packages"
    _add_missing_script(home / "odoo/addons")
    return Source(_link("odoo-19", home), [], (TARGET / "VERSION").read_text())
