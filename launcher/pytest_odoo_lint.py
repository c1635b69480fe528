"""Narrows Odoo's `test_lint` to our addons, and writes what it finds into a file."""

import json
import os
import re

import pytest

OURS = set(filter(None, os.environ["CHAMBER_LINT_ADDONS"].split(",")))


class IgnoredFields(set):
    """The linter's own list of fields that need no index, and every field that none of our addons defines."""

    def __contains__(self, name):
        from odoo.modules.registry import Registry
        from odoo.tests.common import get_db_name

        model, _dot, field = name.rpartition(".")
        modules = Registry(get_db_name())[model]._fields[field]._modules
        return super().__contains__(name) or not OURS & set(modules)


class Narrowed:
    def __init__(self):
        self.ran, self.findings = 0, []

    @pytest.hookimpl
    def pytest_collection_finish(self):
        from odoo.modules import Manifest

        from odoo.addons.test_lint.tests import test_index

        everything = Manifest.all_addon_manifests
        Manifest.all_addon_manifests = lambda: [manifest for manifest in everything() if manifest.name in OURS]
        test_index.BTREE_INDEX_IGNORE_FIELDS = IgnoredFields(test_index.BTREE_INDEX_IGNORE_FIELDS)

    @pytest.hookimpl
    def pytest_runtest_logreport(self, report):
        self.ran += report.when == "call" and type(report).__name__ == "TestReport"
        if not report.failed:
            return
        # a subtest's parameters; some versions of pytest keep their representation, which has quotes
        parameters = getattr(getattr(report, "context", None), "kwargs", {})
        where = {name: str(value).strip("'\"") for name, value in parameters.items()}
        if where.get("module", next(iter(OURS))) not in OURS or not self._about_us(where):
            return
        told = [line for line in str(report.longrepr).splitlines() if line.strip()]
        self.findings.append(f"{report.nodeid.split('::', 1)[-1]} {where or ''}: " + "\n    ".join(told[-12:]))

    def _about_us(self, where):
        """A finding about a method belongs to whoever defines it."""
        if not {"model", "method"} <= set(where):
            return True
        from odoo.modules.registry import Registry
        from odoo.tests.common import get_db_name

        method = getattr(Registry(get_db_name()).get(where["model"]), where["method"], None)
        found = re.match(r"odoo\.addons\.(\w+)", getattr(method, "__module__", None) or "")
        return where.get("module") in OURS or bool(found and found.group(1) in OURS)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self):
        with open(os.environ["CHAMBER_LINT_REPORT"], "w", encoding="utf-8") as handle:
            json.dump({"ran": self.ran, "findings": self.findings}, handle)


def pytest_configure(config):
    config.pluginmanager.register(Narrowed(), "chamber-lint")
