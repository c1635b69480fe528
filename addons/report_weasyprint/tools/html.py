"""From the HTML that Odoo renders to the HTML that WeasyPrint lays out."""
import re
from copy import deepcopy
from dataclasses import dataclass

import lxml.html
from lxml import etree

from .text import text_direction

LAYOUT_ATTRIBUTE = 'data-weasyprint-layout'
LAYOUT_ARTICLES = f'//div[@{LAYOUT_ATTRIBUTE}]'
DATA_SCHEME = 'report-data'
_DATA_URI = re.compile(r'data:[\w.+-]+/[\w.+-]+;base64,[A-Za-z0-9+/=%]+')
_UNUSED = '//script | //base | //meta[@name="viewport"]'
_DOCTYPE = '<!DOCTYPE html>'


class ImageStore:
    """Images written in the HTML of the documents of one file, under short names.

    A long attribute is slow to parse. Equal images get one name, so they are decoded and embedded once.
    """

    def __init__(self):
        self.uris = {}
        self._names = {}

    def set_aside(self, html):
        """`html` with each `data:` URI replaced by its short name."""
        return _DATA_URI.sub(lambda match: self._short_name(match.group()), html)

    def _short_name(self, uri):
        name = self._names.setdefault(uri, f'{DATA_SCHEME}:{len(self._names)}')
        self.uris[name] = uri
        return name


@dataclass
class Source:
    """One document to lay out.

    :param html: without its stylesheets' links
    :param stylesheets: their addresses, in order
    :param layout: attributes of the article if it uses one of our own layouts, else empty
    """
    html: str
    stylesheets: list
    layout: dict


def parse(html):
    """The root of a whole HTML document."""
    return lxml.html.document_fromstring(html, parser=lxml.html.HTMLParser(encoding='utf-8'))


def running_blocks(html):
    """The header (or footer) of each document, in order, from the one page that Odoo collects them in.

    A page that collects nothing is itself the header of the only document.
    """
    if not html:
        return []
    root = parse(str(html).encode())
    collected = root.xpath('//*[starts-with(@id, "minimal_layout_report_")]')
    if collected:
        return list(collected[0])
    page = root.find('body')
    page.tag = 'div'
    return [page]


def read_source(body, images, header=None, footer=None):
    """The Source of one body, with its header and footer made running elements of the page.

    :param images: the ImageStore of the file
    """
    root = parse(body.encode())
    for node in root.xpath(_UNUSED):
        node.drop_tree()
    stylesheets = [link.get('href') for link in root.xpath('//link[@rel="stylesheet"][@href]')]
    for link in root.xpath('//link'):
        link.drop_tree()
    page = root.find('body')
    for block, name in ((footer, 'o_pdf_footer'), (header, 'o_pdf_header')):
        if block is not None:
            page.insert(0, _running(block, name))
    set_directions(root)
    _wrap_flex_images(root)
    articles = root.xpath(LAYOUT_ARTICLES)
    html = images.set_aside(_DOCTYPE + lxml.html.tostring(root, encoding='unicode'))
    return Source(html, stylesheets, dict(articles[0].attrib) if articles else {})


def _running(block, name):
    wrapper = etree.Element('div', {'class': name})
    wrapper.append(deepcopy(block))
    return wrapper


def _wrap_flex_images(root):
    """Put each picture of a flex row in a block: laid out right to left, a bare one falls off the page."""
    for image in root.xpath('//*[contains(concat(" ", @class, " "), " d-flex ")]/img'):
        block = etree.Element('div')
        image.addprevious(block)
        block.append(image)


def set_directions(root):
    """Write the direction of each `bdi` and `dir="auto"`, which the layout engine does not find by itself."""
    for node in root.xpath('//bdi[not(@dir)] | //*[@dir="auto"]'):
        node.set('dir', text_direction(node.text_content()))
