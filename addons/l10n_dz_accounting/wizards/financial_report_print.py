from odoo import api, fields, models

from ..models.financial_report_ledger import PDF_LIMIT


class FinancialReportPrint(models.TransientModel):
    _name = 'financial.report.print'
    _description = "Financial Report on Paper or in a Workbook"

    options = fields.Json(required=True)
    language = fields.Selection([('ar_001', "Arabic"), ('fr_FR', "French"), ('en_US', "English")], required=True)

    @api.model
    def action_print(self, options, output='pdf', language=None):
        """Return the action that prints a report as a PDF, or writes it as a workbook.

        :param options: as for ``financial.report.get_report``
        :param output: ``pdf`` or ``xlsx``
        :param language: ``ar_001``, ``fr_FR`` or ``en_US``; by default the user's, else Arabic
        :raises UserError: for a ledger too long to print
        """
        languages = [code for code, _label in self._fields['language'].selection]
        lang = language or self.env.user.lang
        request = self.create({'options': options, 'language': lang if lang in languages else 'ar_001'})
        if output == 'pdf':
            request._get_data()
        xmlid = 'financial_report_xlsx' if output == 'xlsx' else 'financial_report_pdf'
        return self.env.ref(f'l10n_dz_accounting.{xmlid}').report_action(request, config=False)

    def _get_data(self):
        return self._in_language().env['financial.report']._get_full_report(self.options, limit=PDF_LIMIT)

    def _in_language(self):
        installed = [code for code, _name in self.env['res.lang'].get_installed()]
        return self.with_context(lang=self.language if self.language in installed else self.env.lang)

    def _get_file_name(self):
        options = self.env['financial.report']._get_options(self.options)
        return f"{options['kind']}_{options['date_to']}"
