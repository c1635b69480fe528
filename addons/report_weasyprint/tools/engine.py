"""WeasyPrint kept warm: fonts and parsed stylesheets stay from one document to the next.

Import this module late: it needs the system's Pango library.
"""
import itertools
import threading
from collections import OrderedDict
from contextlib import contextmanager
from dataclasses import replace

import pydyf
import weasyprint
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse, URLFetchingError

from . import underlay
from .html import DATA_SCHEME

_MAX_STYLESHEETS = 64
_MAX_DOCUMENTS = 2000
_MILLIMETRE = 96 / 25.4
_SLACK = 3.0

_idle = {}
_idle_lock = threading.Lock()


class Engine:
    """Fonts and stylesheets that one thread at a time may use."""

    def __init__(self):
        self.font_config = FontConfiguration()
        self.documents = 0
        self._stylesheets = OrderedDict()

    def stylesheet(self, key, content, base_url, fetcher):
        """The parsed stylesheet for `key`, which names one content for ever; parsed at most once."""
        if key not in self._stylesheets:
            self._stylesheets[key] = self.parse_stylesheet(content, base_url, fetcher)
            if len(self._stylesheets) > _MAX_STYLESHEETS:
                self._stylesheets.popitem(last=False)
        self._stylesheets.move_to_end(key)
        return self._stylesheets[key]

    def parse_stylesheet(self, content, base_url, fetcher):
        """A stylesheet parsed anew."""
        return weasyprint.CSS(
            string=content, base_url=base_url, url_fetcher=fetcher, font_config=self.font_config)


@contextmanager
def borrow(kind):
    """Lend an Engine that has served documents of this kind only.

    It is dropped after an error and, to bound memory, after many documents.

    :param kind: hashable; a font declared for one document is seen by all those of its kind
    """
    with _idle_lock:
        engines = _idle.setdefault(kind, [])
        engine = engines.pop() if engines else Engine()
    yield engine
    if engine.documents < _MAX_DOCUMENTS:
        with _idle_lock:
            _idle[kind].append(engine)


class ClosedFetcher(URLFetcher):
    """Gives what `lookup(url)` returns as (content, mimetype) and the images set aside; opens nothing by itself.

    :param images: the ImageStore of the file
    """

    def __init__(self, lookup, images):
        super().__init__(allowed_protocols=('data',), allow_redirects=False)
        self._lookup = lookup
        self._images = images

    def fetch(self, url, headers=None):
        """The resource at `url`; WeasyPrint goes on without it where URLFetchingError is raised."""
        if url.startswith(f'{DATA_SCHEME}:'):
            return super().fetch(self._images.uris[url], headers)
        if url.startswith('data:'):
            return super().fetch(url, headers)
        found = self._lookup(url)
        if found is None:
            raise URLFetchingError(url)
        content, mimetype = found
        return URLFetcherResponse(url, content, {'Content-Type': mimetype})


def lay_out(engine, source, stylesheets, paper, fetcher, base_url, cache=None):
    """Lay out one Source on `paper`. A header or footer too tall for its margin is given the room it takes.

    Old templates need HTML attributes such as width or align to be obeyed, our own layouts do not.

    :param stylesheets: parsed ones, in order
    :param cache: dict of decoded images, shared by documents that go to one file
    """
    engine.documents += 1
    html = weasyprint.HTML(string=source.html, base_url=base_url, url_fetcher=fetcher)

    def render(sheet):
        page_rules = engine.stylesheet(sheet, sheet.css(), base_url, fetcher)
        return html.render(
            font_config=engine.font_config, stylesheets=[*stylesheets, page_rules],
            presentational_hints=not source.layout, cache=cache)

    document = render(paper)
    if not paper.running:
        return document
    top, bottom = _taken_margins(document)
    roomy = replace(paper, top=max(paper.top, top), bottom=max(paper.bottom, bottom))
    return document if roomy == paper else render(roomy)


def _taken_margins(document):
    """Millimetres from the top and the bottom edge of the paper that text and pictures of the margins reach into."""
    top = bottom = 0.0
    for page in document.pages:
        for margin in page._page_box.children:
            if getattr(margin, 'at_keyword', None) == '@top-center':
                top = max([top, *(box.position_y + box.height for box in _visible_boxes(margin))])
            elif getattr(margin, 'at_keyword', None) == '@bottom-center':
                bottom = max([bottom, *(page.height - box.position_y for box in _visible_boxes(margin))])
    return tuple(round(reach / _MILLIMETRE + _SLACK, 1) if reach else 0.0 for reach in (top, bottom))


def _visible_boxes(margin):
    """Text and pictures of a margin; drawings behind them may reach under the page's text."""
    return [
        box for box in margin.descendants(placeholders=True)
        if isinstance(box, TextBox) or box.element_tag == 'img'
    ]


def write(documents, cache=None):
    """One PDF of several laid out documents. With more than one, an outline marks where each begins."""
    pages = [page for document in documents for page in document.pages]
    roles = [underlay.role(page) for page in pages]
    starts, position, shown = [], 0, 0
    for document in documents:
        starts.append(shown)
        end = position + len(document.pages)
        shown += sum(not name for name, _over in roles[position:end])
        position = end

    def finish(_document, pdf):
        if any(over for _name, over in roles):
            underlay.put_beneath(pdf, roles)
        if len(documents) > 1:
            _mark_starts(pdf, starts)

    return documents[0].copy(pages).write_pdf(cache=cache, finisher=finish)


def _mark_starts(pdf, starts):
    """Write one outline entry for each document, in the form that Odoo reads to split a print by record.

    Odoo looks for `/Dests` as a dictionary of arrays that begin with a page's number.
    """
    outlines = pydyf.Dictionary({'Type': '/Outlines', 'Count': len(starts)})
    pdf.add_object(outlines)
    entries = []
    for position in range(len(starts)):
        entry = pydyf.Dictionary({
            'Title': pydyf.String(str(position + 1)), 'Dest': f'/document{position}', 'Parent': outlines.reference})
        pdf.add_object(entry)
        entries.append(entry)
    for before, after in itertools.pairwise(entries):
        before['Next'], after['Prev'] = after.reference, before.reference
    outlines['First'], outlines['Last'] = entries[0].reference, entries[-1].reference
    dests = pydyf.Dictionary({
        f'document{position}': pydyf.Array([start, '/Fit']) for position, start in enumerate(starts)})
    pdf.add_object(dests)
    pdf.catalog['Outlines'] = outlines.reference
    pdf.catalog['Dests'] = dests.reference
