import importlib
import sys
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import ReportCase

ENGINE = 'odoo.addons.report_weasyprint.tools.engine'
REPORT_LOGGER = 'odoo.addons.report_weasyprint.models.ir_actions_report'


@tagged('post_install', '-at_install')
class TestMissingLibrary(ReportCase):

    def _refused(self, lang='en_US'):
        with self.assertLogs(REPORT_LOGGER, 'WARNING'), self.assertRaises(UserError) as refusal:
            self.Report.with_context(lang=lang)._render_qweb_pdf('report_weasyprint.sample_report', self.company.ids)
        return str(refusal.exception)

    def test_without_weasyprint_the_reader_is_told(self):
        with patch.dict(sys.modules, {ENGINE: None}):
            self.assertIn("WeasyPrint or the Pango library is missing", self._refused())

    def test_without_pango_the_reader_is_told_in_his_language(self):
        self.env['res.lang']._activate_lang('ar_001')
        self.env['ir.module.module'].search([('name', '=', 'report_weasyprint')])._update_translations(['ar_001'])
        load = importlib.import_module

        def fail(name, package=None):
            if name == ENGINE:
                raise OSError("cannot load library 'libpango-1.0-0'")
            return load(name, package)

        with patch.object(importlib, 'import_module', fail):
            self.assertIn("تعذر إنشاء", self._refused('ar_001'))
