"""A phone for the tests: Odoo's Chromium, a network that can be cut, a camera that sees a picture."""
import contextlib
import io
import socket
import threading
import time
from pathlib import Path

from PIL import Image

from odoo.tests.common import ChromeBrowser

from ..tools import qr

# how long a page is waited for that should be there at once, in seconds: other tests may keep the machine busy
PATIENCE = 60


class Network:
    """Forwards a port of its own to the server until it is cut: what phones call no coverage."""

    def __init__(self, server_port):
        self.server_port = server_port
        self.connections = []
        self.listener = socket.create_server(('127.0.0.1', 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                client, _address = self.listener.accept()
                server = socket.create_connection(('127.0.0.1', self.server_port))
                self.connections += [client, server]
                for source, target in ((client, server), (server, client)):
                    threading.Thread(target=self._pump, args=(source, target), daemon=True).start()

    def _pump(self, source, target):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)

    def cut(self):
        """Close all connections and refuse new ones."""
        for end in (self.listener, *self.connections):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


class Phone(ChromeBrowser):
    """Chromium with the size of a phone.

    :param camera: path of a video that the camera shows, or None for a phone without one
    """

    def __init__(self, test_case, camera=None):
        self.camera = camera
        super().__init__(test_case)

    def _spawn_chrome(self, cmd):
        if self.camera:
            cmd = [*cmd[:-1], '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream',
                   f'--use-file-for-fake-video-capture={self.camera}', cmd[-1]]
        return super()._spawn_chrome(cmd)

    def _websocket_request(self, method, *, params=None, timeout=PATIENCE):
        return super()._websocket_request(method, params=params, timeout=max(timeout, PATIENCE))

    def run(self, expression):
        """Value of a JavaScript expression in the page; promises are awaited."""
        answer = self._websocket_request('Runtime.evaluate', params={
            'expression': expression, 'awaitPromise': True, 'returnByValue': True})
        if 'exceptionDetails' in answer:
            raise AssertionError(f"{expression}: {answer['exceptionDetails']}")
        return answer['result'].get('value')

    def wait_for(self, expression, seconds=PATIENCE):
        """The value of an expression once it is true."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            if value := self.run(f'(() => {{ try {{ return {expression} }} catch {{ return null }} }})()'):
                return value
            time.sleep(0.05)
        raise AssertionError(f"never true: {expression}\npage: {self.run('document.body.innerText')}")

    def settle(self):
        """Wait until the page has asked the server for all it wants, its worker included."""
        self.wait_for("document.body.dataset.phase === 'idle'")
        self.run("""navigator.serviceWorker.ready.then(async (registration) => {
            while (registration.installing || registration.waiting || registration.active.state !== 'activated') {
                await new Promise((resolve) => setTimeout(resolve, 50));
            }
        })""")
        self.test_case._wait_remaining_requests()

    def upload(self, selector, path):
        """Choose a file in an input."""
        node = self._websocket_request('Runtime.evaluate', params={
            'expression': f'document.querySelector("{selector}")'})['result']['objectId']
        self._websocket_request('DOM.setFileInputFiles', params={'objectId': node, 'files': [str(path)]})

    def photograph(self, name):
        """A screenshot among those of the test run."""
        self.take_screenshot(f'{name}_').result(timeout=20)

    def check_console(self):
        """Raise what the page has complained about."""
        if self._result.done():
            self._result.result()


def draw_code(text, pixels=6, angle=0):
    """A photograph of a QR code: grey paper around it, perhaps held at an angle."""
    _version, modules = qr.matrix(text)
    code = Image.new('L', (len(modules), len(modules)), 255)
    code.putdata([0 if dark else 255 for row in modules for dark in row])
    code = code.resize((len(modules) * pixels,) * 2, Image.NEAREST)
    paper = Image.new('L', (code.width + 16 * pixels, code.height + 16 * pixels), 255)
    paper.paste(code, (8 * pixels, 8 * pixels))
    return paper.rotate(angle, expand=True, fillcolor=230, resample=Image.BICUBIC).convert('RGB')


def save_video(picture, path, side=720):
    """A Motion JPEG of one still picture, which Chromium takes for a camera."""
    frame = Image.new('RGB', (side, side), (200, 196, 188))
    picture.thumbnail((side * 3 // 4,) * 2)
    frame.paste(picture, ((side - picture.width) // 2, (side - picture.height) // 2))
    buffer = io.BytesIO()
    frame.save(buffer, 'JPEG', quality=90)
    Path(path).write_bytes(buffer.getvalue() * 30)
