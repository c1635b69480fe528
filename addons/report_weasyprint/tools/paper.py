"""Page geometry, in millimetres."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Paper:
    """A page: its size, its margins and where its running header begins, all in millimetres."""
    width: float
    height: float
    top: float = 0.0
    bottom: float = 0.0
    left: float = 0.0
    right: float = 0.0
    header_offset: float = 0.0
    header_line: bool = False
    running: bool = True

    def css(self):
        """The @page rules of this paper, with the running header and footer in its margins if there are any."""
        if not self.running:
            size = f'{self.width:g}mm', f'{self.height:g}mm'
            return (f'@page {{ size: {size[0]} {size[1]}; margin: 0; }}'
                    f' .o_bare_page > .page {{ width: {size[0]}; height: {size[1]}; }}')
        line = 'border-bottom: .2mm solid #000;' if self.header_line else ''
        return (
            f'@page {{ size: {self.width:g}mm {self.height:g}mm;'
            f' margin: {self.top:g}mm {self.right:g}mm {self.bottom:g}mm {self.left:g}mm;'
            f' @top-center {{ content: element(oPdfHeader); width: 100%; vertical-align: top;'
            f' padding-top: {self.header_offset:g}mm; {line} }}'
            f' @bottom-center {{ content: element(oPdfFooter); width: 100%; vertical-align: bottom; }} }}'
        )


def paper_from_format(paperformat, arguments, landscape):
    """The Paper of a `report.paperformat` record.

    :param arguments: `data-report-*` attributes of the template, which win over the record's values
    :param landscape: print across, whatever the record says
    """
    arguments = arguments or {}
    width, height = _page_size(paperformat)
    across = landscape or arguments.get('data-report-landscape') or paperformat.orientation == 'Landscape'
    if bool(across) != (width > height):
        width, height = height, width
    top = _number(arguments.get('data-report-margin-top'), paperformat.margin_top)
    spacing = _number(arguments.get('data-report-header-spacing'), paperformat.header_spacing)
    return Paper(
        width=width, height=height, top=top,
        bottom=_number(arguments.get('data-report-margin-bottom'), paperformat.margin_bottom),
        left=paperformat.margin_left, right=paperformat.margin_right,
        header_offset=max(top - spacing, 0.0), header_line=bool(paperformat.header_line),
    )


def paper_from_layout(layout, paper):
    """The Paper of a document that uses one of our own layouts.

    :param layout: attributes of its article: `data-page-width` and `data-page-height` for a page without margins
    :param paper: the Paper of the report, which gives the size of an official document
    """
    width, height = (_number(layout.get(f'data-page-{side}'), 0) for side in ('width', 'height'))
    if width and height:
        return Paper(width=width, height=height, running=False)
    return Paper(
        width=paper.width, height=paper.height, top=_number(layout.get('data-margin-top'), 40),
        bottom=_number(layout.get('data-margin-bottom'), 20), left=15, right=15, header_offset=8)


def _page_size(paperformat):
    width, height = paperformat.print_page_width, paperformat.print_page_height
    return (width, height) if width and height else (210.0, 297.0)


def _number(text, default):
    try:
        return float(text)
    except (TypeError, ValueError):
        return default or 0.0
