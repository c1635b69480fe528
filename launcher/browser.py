"""A page opened in a real browser, asked for the value of one expression."""

import contextlib
import itertools
import json
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

import websocket

from . import steps, system

OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--remote-allow-origins=*",
)


@contextlib.contextmanager
def _chromium():
    """Start a browser with an empty profile; gives the address of its debugger."""
    program = next(filter(None, map(shutil.which, system.CHROMIUM)), None)
    if not program:
        raise steps.Failure("no Chromium on this machine.")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [program, *OPTIONS, f"--user-data-dir={profile}", f"--remote-debugging-port={port}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        try:
            yield _page(f"http://127.0.0.1:{port}/json", process)
        finally:
            process.terminate()
            process.wait(20)


def _page(address, process):
    limit = time.monotonic() + 60
    while time.monotonic() < limit and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError, StopIteration):
            with urllib.request.urlopen(address, timeout=5) as answer:
                return next(tab for tab in json.load(answer) if tab["type"] == "page")["webSocketDebuggerUrl"]
        time.sleep(0.1)
    raise steps.Failure("Chromium does not start.")


def evaluate(url, ready, expression):
    """Open a page, wait until `ready` is true in it, return the value of `expression` (a promise is awaited)."""
    with _chromium() as address:
        connection = websocket.create_connection(address, timeout=120)
        numbers = itertools.count(1)

        def ask(method, **parameters):
            number = next(numbers)
            connection.send(json.dumps({"id": number, "method": method, "params": parameters}))
            while (answer := json.loads(connection.recv())).get("id") != number:
                continue
            return answer.get("result", {})

        def value(code):
            answer = ask("Runtime.evaluate", expression=code, awaitPromise=True, returnByValue=True)
            if "exceptionDetails" in answer:
                raise steps.Failure(f"the page answers with an error: {answer['exceptionDetails']}")
            return answer["result"].get("value")

        ask("Page.enable")
        ask("Page.navigate", url=url)
        limit = time.monotonic() + 60
        while not value(f"Boolean(document.readyState === 'complete' && ({ready}))"):
            if time.monotonic() > limit:
                raise steps.Failure(f"{url} was never ready.")
            time.sleep(0.1)
        return value(expression)
