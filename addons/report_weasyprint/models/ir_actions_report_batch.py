from collections import OrderedDict
from io import BytesIO

from odoo import api, fields, models
from odoo.tools import split_every
from odoo.tools.pdf import merge_pdf


class IrActionsReport(models.Model):
    _inherit = 'ir.actions.report'

    weasyprint_batch = fields.Boolean(
        "One File for All Records",
        help="Print many records at once as one file that is not divided by record. Much faster and lighter for"
             " cards and badges. Has no effect on reports that are saved as attachments.")

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        report = self._get_report(report_ref)
        if not res_ids or len(res_ids) == 1 or len(res_ids) != len(set(res_ids)):
            return super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids=res_ids)
        if report.attachment and not self.env.context.get('report_pdf_no_attachment'):
            streams = OrderedDict()
            for res_id in res_ids:
                streams.update(super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids=[res_id]))
            return streams
        if report.weasyprint_batch and not report.attachment:
            pdf = self._render_weasyprint_batch(report_ref, res_ids, data=data)
            return OrderedDict({False: {'stream': BytesIO(pdf), 'attachment': None}})
        return super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids=res_ids)

    @api.model
    def _render_weasyprint_batch(self, report_ref, res_ids, data=None, chunk_size=100):
        """Print many records as one PDF, in chunks, so that memory stays the same however many there are.

        Nothing is saved as an attachment.

        :param chunk_size: records laid out together; they share their fonts and images in the file
        :return: the PDF as bytes
        """
        chunks = [
            self._render_weasyprint_chunk(report_ref, chunk, data)
            for chunk in split_every(chunk_size, res_ids, list)
        ]
        return chunks[0] if len(chunks) == 1 else merge_pdf(chunks)

    def _render_weasyprint_chunk(self, report_ref, res_ids, data):
        report = self._get_report(report_ref)
        values = {**(data or {}), 'report_type': 'pdf', 'debug': False}
        undebugged = self.with_context(debug=False, webp_as_jpg=True)
        html = undebugged._render_qweb_html(report_ref, res_ids, data=values)[0]
        bodies, _ids, header, footer, arguments = report.with_context(
            debug=False, weasyprint_join=True)._prepare_html(html, report_model=report.model)
        return self._run_wkhtmltopdf(
            bodies, report_ref=report_ref, header=header, footer=footer,
            landscape=self.env.context.get('landscape'), specific_paperformat_args=arguments)
