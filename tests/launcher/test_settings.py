"""The settings file that Odoo reads."""

import configparser
import re

import pytest

from launcher import odoo, paths, python_env, steps
from launcher.postgres import Connection


@pytest.fixture
def environment(places, monkeypatch):
    (places / "config/odoo").mkdir()
    (places / "config/odoo/development.conf").write_text("[options]\nlist_db = False\n[queue_job]\nchannels = root:1\n")
    monkeypatch.setattr(python_env, "OCA_ADDONS", places / "oca")
    for name in ("CHAMBER_CONFIG", "CHAMBER_SECRETS"):
        monkeypatch.delenv(name, raising=False)
    source = type("Source", (), {"addons": [], "python": places, "version": "19.0"})
    return odoo.Odoo(source, Connection("/run/pg", 5433, "chamber", "pass%word"))


def _read(environment):
    settings = configparser.RawConfigParser()
    assert settings.read(environment.settings())
    return settings


def test_development_settings_and_those_of_this_machine(environment):
    settings = _read(environment)
    assert settings["options"]["list_db"] == "False" and settings["queue_job"]["channels"] == "root:1"
    assert settings["options"]["data_dir"] == str(paths.DATA)
    assert settings["options"]["db_host"] == "/run/pg" and settings["options"]["db_password"] == "pass%word"


def test_another_file_is_taken_whole(environment, places, monkeypatch):
    (places / "odoo.conf").write_text("[options]\ndbfilter = ^chamber$\nadmin_passwd = hash\n")
    monkeypatch.setenv("CHAMBER_CONFIG", str(places / "odoo.conf"))
    settings = _read(environment)
    assert settings["options"]["dbfilter"] == "^chamber$" and "list_db" not in settings["options"]


def test_secrets_become_options_and_win(environment, places, monkeypatch):
    (places / "odoo.conf").write_text("[options]\nadmin_passwd = hash\n")
    (places / "secrets").mkdir()
    (places / "secrets/admin_passwd").write_text("another\n")
    (places / "secrets/signing_key_secret").write_text("s" * 64)
    monkeypatch.setenv("CHAMBER_CONFIG", str(places / "odoo.conf"))
    monkeypatch.setenv("CHAMBER_SECRETS", str(places / "secrets"))
    settings = _read(environment)
    assert settings["options"]["admin_passwd"] == "another"
    assert settings["options"]["signing_key_secret"] == "s" * 64


def test_a_missing_file_is_told(environment, places, monkeypatch):
    monkeypatch.setenv("CHAMBER_CONFIG", str(places / "nowhere.conf"))
    with pytest.raises(steps.Failure) as told:
        environment.settings()
    assert re.search("does not exist", str(told.value))


def test_no_one_else_reads_the_settings(environment):
    assert environment.settings().stat().st_mode & 0o077 == 0


def test_production_settings_are_hardened():
    settings = configparser.RawConfigParser()
    assert settings.read(paths.ROOT / "config/production/odoo.conf")
    options = settings["options"]
    assert options["list_db"] == "False" and options["proxy_mode"] == "True"
    assert options["http_interface"] == "127.0.0.1"
    assert options["admin_passwd"].startswith("$pbkdf2-sha512$") and options["dbfilter"] == "^chamber$"
    assert options.getint("workers") >= 2
    processes = options.getint("workers") + options.getint("max_cron_threads") + 2
    assert processes * options.getint("db_maxconn") < 200, "max_connections of config/production/postgresql"
