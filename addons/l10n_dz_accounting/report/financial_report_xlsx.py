from odoo import models

FIRST_ROW = 5


class FinancialReportXlsx(models.AbstractModel):
    _name = 'report.l10n_dz_accounting.financial_report_xlsx_document'
    _inherit = 'report.report_xlsx.abstract'
    _description = "Financial Report as a Workbook"

    def generate_xlsx_report(self, workbook, data, objs):
        """Write a sheet for each part of the report, from the right in Arabic; amounts are numbers."""
        for request in objs:
            request = request._in_language()
            report = request.env['financial.report']._get_full_report(request.options)
            formats = self._get_formats(workbook)
            for section in report['sections']:
                sheet = workbook.add_worksheet(section['title'][:31])
                if request.language.startswith('ar'):
                    sheet.right_to_left()
                self._write_head(sheet, report, section, formats)
                row = FIRST_ROW
                for line in section['lines']:
                    row = self._write_row(sheet, row, line, formats)
                for warning in report['warnings']:
                    sheet.write_string(row + 1, 1, warning)
                    row += 1

    def _get_formats(self, workbook):
        amount = {'num_format': '#,##0.00;-#,##0.00;-'}
        return {
            'title': workbook.add_format({'bold': True, 'font_size': 14}),
            'head': workbook.add_format({'bold': True, 'bottom': 1, 'text_wrap': True, 'align': 'center'}),
            'text': workbook.add_format(), 'amount': workbook.add_format(amount),
            'bold_text': workbook.add_format({'bold': True}), 'bold_amount': workbook.add_format({**amount, 'bold': True}),
        }

    def _write_head(self, sheet, report, section, formats):
        sheet.set_column(0, 0, 16)
        sheet.set_column(1, 1, 60)
        sheet.set_column(2, 2 + len(section['columns']), 20)
        sheet.write_string(0, 0, f"{report['title']} — {section['title']}", formats['title'])
        sheet.write_string(1, 0, ', '.join(report['companies']))
        sheet.write_string(2, 0, f"{report['period']} — {report['entries']} — {report['currency']}")
        for index, label in enumerate(section['columns']):
            sheet.write_string(FIRST_ROW - 1, 2 + index, label, formats['head'])
        sheet.freeze_panes(FIRST_ROW, 2)

    def _write_row(self, sheet, row, line, formats):
        """Write a line and those below it; return the next free row."""
        bold = 'bold_' if line['kind'] in ('title', 'total', 'ledger') or line['level'] == 0 else ''
        sheet.write_string(row, 0, line['code'] or line['mark'], formats[f'{bold}text'])
        name = f"{line['date']} {line['name']}" if line.get('date') else line['name']
        sheet.write_string(row, 1, '    ' * line['level'] + name, formats[f'{bold}text'])
        for index, value in enumerate(line['values']):
            if value is not None:
                sheet.write_number(row, 2 + index, value, formats[f'{bold}amount'])
        row += 1
        for child in line['children']:
            row = self._write_row(sheet, row, child, formats)
        return row
