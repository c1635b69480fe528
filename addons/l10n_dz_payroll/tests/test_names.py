from odoo.tests import TransactionCase, tagged


@tagged('post_install', '-at_install')
class TestNames(TransactionCase):
    """Officers of payroll and leave read the names that the addon gives in their own language."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for code in ('ar_001', 'fr_FR'):
            cls.env['res.lang']._activate_lang(code)
        cls.env['ir.module.module']._load_module_terms(['l10n_dz_payroll'], ['ar_001', 'fr_FR'])

    def _read(self, record):
        return [record.with_context(lang=code).name for code in ('en_US', 'ar_001', 'fr_FR')]

    def test_the_structure_of_a_company_made_in_arabic_has_its_name_in_each_language(self):
        company = self.env['res.company'].with_context(lang='ar_001').create({
            'name': "شركة الأجور", 'country_id': self.env.ref('base.dz').id})
        structure = self.env['hr.payroll.structure'].search([('is_dz', '=', True), ('company_id', '=', company.id)])
        self.assertEqual(self._read(structure), ["Algerian wages", "الأجور الجزائرية", "Salaires algériens"])

    def test_the_plan_of_the_annual_leave_has_its_name_in_each_language(self):
        self.assertEqual(self._read(self.env.ref('l10n_dz_payroll.accrual_plan_annual')), [
            "Annual leave, 2.5 days a month", "العطلة السنوية، 2.5 يوم في الشهر", "Congé annuel, 2,5 jours par mois"])
