from odoo import models

from ..wizards.dz_asset_annex import AMOUNTS

FIRST_ROW = 4


class AssetAnnexXlsx(models.AbstractModel):
    _name = 'report.l10n_dz_asset.asset_annex_xlsx_document'
    _inherit = 'report.report_xlsx.abstract'
    _description = "Table of Assets as a Workbook"

    def generate_xlsx_report(self, workbook, data, objs):
        """Write a sheet for each table, from the right in Arabic; amounts are numbers, totals are formulas."""
        for request in objs:
            annex = request._in_language()
            annex._check_companies()
            sheet = workbook.add_worksheet(annex.display_name[:31])
            if annex.language.startswith('ar'):
                sheet.right_to_left()
            amount = {'num_format': '#,##0.00;-#,##0.00;-'}
            formats = {
                'title': workbook.add_format({'bold': True, 'font_size': 14}),
                'head': workbook.add_format({'bold': True, 'bottom': 1, 'text_wrap': True, 'align': 'center'}),
                'amount': workbook.add_format(amount), 'bold': workbook.add_format({'bold': True}),
                'total': workbook.add_format({**amount, 'bold': True, 'top': 1})}
            self._write_table(sheet, annex, formats)

    def _write_table(self, sheet, annex, formats):
        labels = annex.env['dz.asset.annex.line'].fields_get(['category_id', *AMOUNTS], ['string'])
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, len(AMOUNTS), 18)
        sheet.write_string(0, 0, annex.display_name, formats['title'])
        sheet.write_string(1, 0, ', '.join(annex.company_ids.mapped('name')))
        sheet.write_string(2, 0, f'{annex.date_from} – {annex.date_to} — {annex.currency_id.name}')
        for column, name in enumerate(('category_id', *AMOUNTS)):
            sheet.write_string(FIRST_ROW - 1, column, labels[name]['string'], formats['head'])
        sheet.freeze_panes(FIRST_ROW, 1)
        for row, line in enumerate(annex.line_ids, FIRST_ROW):
            sheet.write_string(row, 0, line.category_id.name)
            for column, name in enumerate(AMOUNTS, 1):
                sheet.write_number(row, column, line[name], formats['amount'])
        last = FIRST_ROW + len(annex.line_ids)
        sheet.write_string(last, 0, annex._get_total_label(), formats['bold'])
        for column, (_name, total) in enumerate(annex._get_totals().items(), 1):
            letter = chr(ord('A') + column)
            sheet.write_formula(last, column, f'=SUM({letter}{FIRST_ROW + 1}:{letter}{last})', formats['total'], total)
