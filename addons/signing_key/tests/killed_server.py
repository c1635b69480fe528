"""A real second server on the same database, that a test may kill."""
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from odoo.tests import get_db_name
from odoo.tools import SQL


class KilledServerMixin:
    """Beside ``ConnectionsCase``: jobs run in the server, and go on in the next one."""

    # the runner of jobs takes one up again that has been silent for ten seconds
    SILENCE = 11
    APPLICATION = 'odoo.killed'

    def setUp(self):
        super().setUp()
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def _start_server(self):
        """A server of its own on the same database, with two workers and the runner of jobs."""
        ports = []
        for _number in range(2):
            # held until the end, or another process may get the port while the server starts
            holder = self.enterContext(socket.socket())
            holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            holder.bind(('127.0.0.1', 0))
            ports.append(holder.getsockname()[1])
        with open(self.folder / 'server.log', 'ab') as log:
            server = subprocess.Popen(
                [sys.executable, '-m', 'odoo', '--database', get_db_name(), '--db-filter', f'^{get_db_name()}$',
                 f'--http-port={ports[0]}', f'--gevent-port={ports[1]}', '--http-interface=127.0.0.1', '--workers=2',
                 '--max-cron-threads=0', '--load=base,rpc,web,queue_job', '--log-level=warn'],
                env={**os.environ, 'PGAPPNAME': self.APPLICATION}, stdout=log, stderr=log, start_new_session=True)
        self.addCleanup(self._kill, server)
        return server

    def _kill(self, server):
        """Kill the server and its workers at once, and wait until the database has noticed."""
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait(30)
        self._wait_for(lambda env: not env.execute_query(SQL(
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = %s",
            self.APPLICATION)))

    def _wait_for(self, condition, seconds=300):
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            with self._connect() as env:
                if result := condition(env):
                    return result
            time.sleep(0.2)
        raise AssertionError(f"never true; the server says:\n{(self.folder / 'server.log').read_text()[-4000:]}")
