"""Odoo as the launcher calls it."""

import subprocess

from launcher import bench, odoo, paths


def test_a_server_of_several_processes_has_its_live_connections(tmp_path):
    """The process that talks to browsers over websockets is started by the others, by the name of the program."""
    environment = odoo.ensure()
    port, live = bench._free_port(), bench._free_port()
    with open(tmp_path / "server.log", "w") as log:
        server = subprocess.Popen(
            environment.command(
                f"--http-port={port}", f"--gevent-port={live}", "--workers=1", "--max-cron-threads=0", "--log-level=warn"),
            env=environment.environment(), cwd=paths.ROOT, stdout=log, stderr=subprocess.STDOUT,
        )
    try:
        bench.wait_for(f"http://127.0.0.1:{port}/web/health", server, 60)
        bench.wait_for(f"http://127.0.0.1:{live}/web/health", server, 60)
    finally:
        server.terminate()
        server.wait(30)
    assert "Traceback" not in (tmp_path / "server.log").read_text()
