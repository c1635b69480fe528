import hashlib
import importlib
import logging
from urllib.parse import urljoin

import lxml.html
from lxml.html import builder

from odoo import api, models
from odoo.exceptions import UserError

from ..tools import html as report_html
from ..tools.paper import paper_from_format, paper_from_layout
from ..tools.text import TEMPLATE_HELPERS

_logger = logging.getLogger(__name__)

_ENGINE_MODULE = 'odoo.addons.report_weasyprint.tools.engine'
_ENGINE_CSS = '/report_weasyprint/static/src/css/engine.css'
_LIGHT_CSS = ('/report_weasyprint/static/src/css/fonts.css', '/report_weasyprint/static/src/css/document.css')


class IrActionsReport(models.Model):
    _inherit = 'ir.actions.report'

    @api.model
    def get_wkhtmltopdf_state(self):
        """Always 'ok': no outside program is needed. What WeasyPrint lacks is told when a PDF is asked for."""
        return 'ok'

    def _render_template(self, template, values=None):
        return super()._render_template(template, {**TEMPLATE_HELPERS, **(values or {})})

    def _prepare_html(self, html, report_model=False):
        if report_html.LAYOUT_ATTRIBUTE.encode() not in html:
            return super()._prepare_html(html, report_model=report_model)
        root = report_html.parse(html)
        articles = root.xpath(report_html.LAYOUT_ARTICLES)
        title = root.findtext('.//title') or ''
        if self.env.context.get('weasyprint_join') and _can_join(articles):
            for article in articles[1:]:
                articles[0].extend(article)
            articles = articles[:1]
        bodies = [self._prepare_light_body(article, title) for article in articles]
        res_ids = [
            int(article.get('data-oe-id') or 0) if article.get('data-oe-model') == report_model else None
            for article in articles
        ]
        arguments = {name: value for name, value in root.items() if name.startswith('data-report-')}
        return bodies, res_ids, '', '', arguments

    def _prepare_light_body(self, article, title):
        """The whole HTML document of one article of our own layouts: no bundle, only its own stylesheets."""
        page = builder.HTML(
            builder.HEAD(builder.TITLE(title)),
            builder.BODY(article),
            lang=article.get('lang') or 'ar', dir=article.get('dir') or 'rtl',
        )
        for address in (*_LIGHT_CSS, *(article.get('data-stylesheets') or '').split()):
            page.find('head').append(builder.LINK(rel='stylesheet', href=address))
        return lxml.html.tostring(page, encoding='unicode')

    @api.model
    def _run_wkhtmltopdf(self, bodies, report_ref=False, header=None, footer=None, landscape=False,
                         specific_paperformat_args=None, set_viewport_size=False):
        """Lay the bodies out with WeasyPrint, each with its own page numbers.

        :return: the PDF as bytes
        :raises UserError: if WeasyPrint or the libraries it needs are missing
        """
        engine_module = self._get_weasyprint_engine()
        report = self._get_report(report_ref) if report_ref else self
        paper = paper_from_format(report.get_paperformat(), specific_paperformat_args, landscape)
        headers, footers = report_html.running_blocks(header), report_html.running_blocks(footer)
        images, decoded = report_html.ImageStore(), {}
        fetcher = engine_module.ClosedFetcher(self._get_weasyprint_resource, images)
        sources = [
            report_html.read_source(str(body), images, _at(headers, position), _at(footers, position))
            for position, body in enumerate(bodies)
        ]
        # fonts that Odoo's bundles declare must not be taken for those of our own layouts
        with engine_module.borrow((self.env.cr.dbname, bool(sources and sources[0].layout))) as engine:
            documents = [
                engine_module.lay_out(
                    engine, source, self._get_weasyprint_stylesheets(engine, source, fetcher),
                    paper_from_layout(source.layout, paper) if source.layout else paper,
                    fetcher, self._get_report_url(), cache=decoded)
                for source in sources
            ]
            return engine_module.write(documents, cache=decoded)

    def _get_weasyprint_stylesheets(self, engine, source, fetcher):
        """The parsed stylesheets of a document. They are kept by content, so each is parsed once in a process."""
        base_url = self._get_report_url()
        stylesheets = []
        for address in source.stylesheets if source.layout else [*source.stylesheets, _ENGINE_CSS]:
            found = self._get_weasyprint_resource(address)
            if found:
                content = found[0].decode()
                key = (base_url, address, hashlib.sha256(found[0]).digest())
                stylesheets.append(engine.stylesheet(key, content, urljoin(base_url, address), fetcher))
        return stylesheets

    @api.model
    def _get_weasyprint_engine(self):
        """The module that drives WeasyPrint.

        :raises UserError: if it cannot be loaded, in the user's language
        """
        try:
            return importlib.import_module(_ENGINE_MODULE)
        except (ImportError, OSError) as error:
            _logger.warning("WeasyPrint cannot be loaded: %s", error)
            raise UserError(self.env._(
                "PDF documents cannot be made on this server: WeasyPrint or the Pango library is missing."
                " Please ask your administrator to install them."
            )) from error


def _at(blocks, position):
    return blocks[position] if position < len(blocks) else None


def _can_join(articles):
    """Whether the articles may be laid out as one: pages without margins, alike in size and style."""
    names = (report_html.LAYOUT_ATTRIBUTE, 'data-page-width', 'data-page-height', 'data-stylesheets')
    kinds = {tuple(article.get(name) for name in names) for article in articles}
    return len(kinds) == 1 and kinds.pop()[0] == 'bare'
