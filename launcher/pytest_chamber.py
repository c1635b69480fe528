"""What this house asks of a test run beyond green: no warning in the log, no test skipped without a reason.

And a port for Odoo's server that no other process of this machine can get in the meantime.
"""

import logging
import re
import socket

import pytest

# Warnings that say nothing about the product. Each line has its reason.
ALLOWED = (
    r"Running as user 'root' is a security risk",           # containers and continuous integration
    r"is_unaccent|unaccent extension",                       # a server without the contrib modules
    r"Error received after termination",                     # what a page was still loading when its test was over
    r"No more space in line buffer|chrome|DevTools",         # what the browser says of itself while it closes
)


def reserve_port(keep):
    """A free port that stays ours: `keep` receives the socket that holds it, on which a server may still listen.

    pytest-odoo looks for a free port, lets it go and listens there later; side by side, two runs may meet.
    """
    holder = socket.socket()
    holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    holder.bind(("127.0.0.1", 0))
    keep.append(holder)
    return holder.getsockname()[1]


class Collector(logging.Handler):
    """Keeps each warning with the test that was running."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.current, self.found = "(start)", []

    def emit(self, record):
        if record.name.startswith(("py.warnings", "asyncio", "urllib3")):
            return
        text = record.getMessage()
        if not any(re.search(pattern, text) for pattern in ALLOWED):
            self.found.append((self.current, record.levelname, record.name, text[:600]))


class House:
    def __init__(self):
        self.collector = Collector()
        self.skipped, self.ports = [], []

    @pytest.hookimpl
    def pytest_sessionstart(self, session):
        if session.config.pluginmanager.hasplugin("odoo"):
            import pytest_odoo

            pytest_odoo._get_available_random_port = lambda: reserve_port(self.ports)
        logging.getLogger().addHandler(self.collector)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item):
        self.collector.current = item.nodeid

    @pytest.hookimpl
    def pytest_runtest_logreport(self, report):
        if report.skipped and not hasattr(report, "wasxfail"):
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
            self.skipped.append((report.nodeid, reason.removeprefix("Skipped: ").strip()))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session):
        logging.getLogger().removeHandler(self.collector)
        unexplained = [node for node, reason in self.skipped if len(reason) < 15 or "odoo-http" in reason]
        if session.exitstatus == 0 and (self.collector.found or unexplained):
            session.exitstatus = 1
        self.unexplained = unexplained
        for holder in self.ports:
            holder.close()

    @pytest.hookimpl
    def pytest_terminal_summary(self, terminalreporter):
        for node in self.unexplained:
            terminalreporter.write_line(f"SKIPPED WITHOUT A WRITTEN REASON {node}", red=True)
        for node, level, name, text in self.collector.found[:40]:
            terminalreporter.write_line(f"{level} IN THE LOG {name}: {text}\n    during {node}", red=True)
        if len(self.collector.found) > 40:
            terminalreporter.write_line(f"… and {len(self.collector.found) - 40} more", red=True)


def pytest_configure(config):
    config.pluginmanager.register(House(), "chamber-house")
