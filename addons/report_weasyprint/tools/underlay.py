"""Pages drawn over others: what many pages have in common is laid out and stored once.

In a layout without margins, ``<div class="page" data-underlay="NAME">`` is no page of its own: it is drawn beneath each
``<div class="page" data-over="NAME">`` that follows. A sheet of cards is so half the work and half the size.
"""
import pydyf

UNDERLAY = 'data-underlay'
OVER = 'data-over'


def role(page):
    """(the name under which a laid out page lies beneath others or None, the name of what it is drawn over or None)."""
    for box in page._page_box.descendants():
        element = box.element
        if element is not None and 'page' in (element.get('class') or '').split():
            return element.get(UNDERLAY), element.get(OVER)
    return None, None


def put_beneath(pdf, roles):
    """Draw the underlays beneath the pages that lie over them, and take their own pages out of a file.

    :param pdf: the pydyf.PDF, not yet written; its pages are those of `roles`
    :param roles: what :func:`role` says of each page, in order
    """
    kids = pdf.pages['Kids']
    pages = [pdf.objects[number] for number in kids[::3]]
    # a page's drawing begins by turning its axes, so the one beneath has to be undone before
    keep, undo = pydyf.Stream([b'q']), pydyf.Stream([b'Q'])
    for stream in (keep, undo):
        pdf.add_object(stream)
    # the last one of a name before a page: each document of a file may bring its own
    beneath = {}
    for page, (name, over) in zip(pages, roles, strict=True):
        if name:
            beneath[name] = page['Contents']
        elif over:
            page['Contents'] = pydyf.Array([keep.reference, beneath[over], undo.reference, page['Contents']])
    shown = [page for page, (name, _over) in zip(pages, roles, strict=True) if not name]
    pdf.pages['Kids'] = pydyf.Array(part for page in shown for part in (page.number, 0, 'R'))
    pdf.pages['Count'] = len(shown)
