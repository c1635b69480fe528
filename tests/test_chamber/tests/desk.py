"""A clerk's screen for the tests: Chromium, clicked and typed into as by a person, that keeps what it downloads."""
import json
import time
from pathlib import Path
from unittest.mock import patch

from odoo.addons.bus.websocket import CloseCode, WebsocketConnectionHandler, _kick_all
from odoo.addons.verifiable_document.tests.phone import PATIENCE, Phone

# The middle of the topmost element that fits, once it stands still; null before.
POINT = """((selector, text) => {
    for (const element of document.querySelectorAll(selector)) {
        if (!element.checkVisibility() || element.disabled || (text && element.textContent.trim() !== text)) {
            continue;
        }
        element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
        const box = element.getBoundingClientRect();
        const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
        const top = document.elementFromPoint(point.x, point.y);
        if (!element.contains(top) && !top?.contains(element) && !top?.closest("label")?.contains(element)) {
            continue;
        }
        const last = window.lastPoint;
        window.lastPoint = { element, ...point };
        return last && last.element === element && last.x === point.x && last.y === point.y ? point : null;
    }
    return null;
})(%s, %s)"""
# what covers the page while the server works, or fades away
BUSY = "document.querySelector('.o_blockUI, .o_loading_indicator') !== null"


class Desk(Phone):
    """Chromium of 1280 by 800 points, in which a person works."""

    def __init__(self, test_case, downloads):
        test_case.browser_size = '1280x800'
        self.downloads = Path(downloads)
        super().__init__(test_case)
        self._websocket_request('Browser.setDownloadBehavior', params={
            'behavior': 'allow', 'downloadPath': str(self.downloads)})
        # the web client of a person is told of news; see HttpCase.browser_js
        sockets = patch.object(WebsocketConnectionHandler, 'websocket_allowed', return_value=True)
        sockets.start()
        test_case.addCleanup(sockets.stop)
        test_case.addCleanup(_kick_all, CloseCode.KILL_NOW)

    def sign_in(self, user):
        """Sit down as another user: the page that the web client opens by itself."""
        self.navigate_to('about:blank', wait_stop=True)
        with self.test_case._apart():
            self.test_case.authenticate(user.login, user.login, browser=self)
        self.navigate_to(self.test_case.base_url() + '/odoo', wait_stop=True)
        self.wait_for("document.querySelector('.o_main_navbar') && document.querySelector('.o_action_manager > *')")

    def wait_for(self, expression, seconds=PATIENCE):
        """The value of an expression once it is true; True for an element."""
        return super().wait_for(f"((found) => found instanceof Node || found)({expression})", seconds)

    def click(self, selector, text=''):
        """Click with the mouse on the first visible element that has this text."""
        self.run("window.lastPoint = null")
        point = self.wait_for(POINT % (json.dumps(selector), json.dumps(text)))
        for kind in ('mousePressed', 'mouseReleased'):
            self._websocket_request('Input.dispatchMouseEvent', params={
                'type': kind, 'x': point['x'], 'y': point['y'], 'button': 'left', 'clickCount': 1})

    def press(self, key, code):
        """Press and release one key."""
        for kind in ('rawKeyDown', 'keyUp'):
            self._websocket_request('Input.dispatchKeyEvent', params={
                'type': kind, 'key': key, 'code': key, 'windowsVirtualKeyCode': code})

    def type_over(self, text):
        """Type into what has the focus, in place of what stands there."""
        self.run("document.activeElement.select()")
        self._websocket_request('Input.insertText', params={'text': text})

    def fill(self, **values):
        """Type values into fields of the form, or of the dialog before it, and leave each.

        Not by the Tab key: a date that gets the focus opens its calendar over its neighbours.
        """
        for name, text in values.items():
            self.click(self._field(name, 'input:not([type=file])', 'textarea'))
            self.type_over(text)
            self.run("document.activeElement.blur()")

    def fill_date(self, name, text):
        """Type a day and close its calendar."""
        self.click(self._field(name, 'input', 'button'))
        self.wait_for(f"document.querySelector('[name={name}] input') === document.activeElement")
        self.type_over(text)
        self.press('Enter', 13)
        self.wait_for("!document.querySelector('.o_datetime_picker')")

    def choose(self, name, text):
        """Type into a field that proposes records and take the first one, whose name starts so."""
        self.click(self._field(name, 'input'))
        self.pick(text)
        self.wait_for(f"document.querySelector('[name={name}] input').value.startsWith({json.dumps(text)})")

    def pick(self, text):
        """Type into what has the focus and take the first of the records proposed, whose name starts so."""
        self.type_over(text)
        # what is typed is looked for a quarter of a second later, and draws the same proposals anew
        self.run("new Promise((resolve) => setTimeout(resolve, 300))")
        self.wait_rest()
        first = "document.querySelector('.o-autocomplete--dropdown-item:first-child')"
        self.wait_for(f"{first}.innerText.trim().startsWith({json.dumps(text)})")
        self.click('.o-autocomplete--dropdown-item:first-child')
        self.wait_for("!document.querySelector('.o-autocomplete--dropdown-menu')")

    def select(self, name, text):
        """Take one of the choices of a field."""
        self.click(self._field(name, 'input'))
        self.click('.o_select_menu_item', text)

    def tick(self, row, name):
        """Tick the box of a line, the way a list wants it: first the line, then the box."""
        box = f".o_data_row:nth-child({row + 1}) .o_data_cell[name={name}]"
        is_ticked = f"document.querySelector({json.dumps(box + ' input')}).checked"
        if not self.run(is_ticked):
            self.click(box)
            self.wait_for(f"document.querySelector('.o_data_row:nth-child({row + 1})').matches('.o_selected_row')"
                          f" || {is_ticked}")
        if not self.run(is_ticked):
            self.click(f'{box} input')
        self.wait_for(is_ticked)

    def open_menu(self, menu, section='chamber_registry.chamber_registry_menu_register'):
        """Open a menu of the bar at the top, by its XML id."""
        if section:
            self.click(f".o_menu_sections [data-menu-xmlid='{section}']")
        self.click(f"[data-menu-xmlid='{menu}']")

    def open_app(self, menu):
        """Open an application from the list of all."""
        self.click('.o_navbar_apps_menu button')
        self.click(f".o-dropdown--menu [data-menu-xmlid='{menu}']")

    def open_address(self, path):
        """Open a screen by its address, as from a bookmark."""
        self.navigate_to(f'{self.test_case.base_url()}/odoo/{path}', wait_stop=True)
        self.wait_for("document.querySelector('.o_main_navbar') && document.querySelector('.o_action_manager > *, .modal')")
        self.wait_rest()

    def save(self):
        """Save the form by its button and wait until it is clean."""
        self.click('.o_form_button_save')
        self.wait_for("document.querySelector('.o_form_view .o_form_saved')"
                      " && !document.querySelector('.o_form_dirty')")

    def wait_state(self, state):
        """Wait until the bar of a form shows this state."""
        self.wait_for(f"document.querySelector('.o_arrow_button_current').dataset.value === '{state}'")

    def scroll_up(self):
        """Show the form from its top."""
        self.run("document.querySelectorAll('.o_content, .o_form_view').forEach((part) => part.scrollTo(0, 0))")
        self.wait_rest()

    def wait_rest(self):
        """Wait until the server has answered and nothing fades any more."""
        self.wait_for(f"!({BUSY})")
        self.run("Promise.all(document.getAnimations().filter((a) => a.effect.getTiming().iterations < 9)"
                 ".map((a) => a.finished.catch(() => null)))")

    def download(self, selector):
        """Click on what prints; the bytes and the name of the file that arrives."""
        before = set(self.downloads.iterdir())
        self.click(selector)
        limit = time.monotonic() + 60
        while time.monotonic() < limit:
            new = {path for path in self.downloads.iterdir() if path.suffix == '.pdf'} - before
            if new:
                path = new.pop()
                return path.read_bytes(), path.stem
            self.run("new Promise((resolve) => setTimeout(resolve, 50))")
        raise AssertionError(f"{selector}: nothing was downloaded\n{self.text()}")

    def text(self, selector='body'):
        """What stands on the page, or in a part of it."""
        return self.run(f"document.querySelector({json.dumps(selector)}).innerText")

    def count(self, selector):
        return self.run(f"document.querySelectorAll({json.dumps(selector)}).length")

    def _field(self, name, *inputs):
        scope = '.modal ' if self.count('.modal') else '.o_form_view '
        return ', '.join(f'{scope}.o_field_widget[name={name}] {tag}' for tag in inputs)
