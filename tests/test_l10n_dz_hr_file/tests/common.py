from datetime import date

from odoo.fields import Command

from odoo.addons.signing_key.tests.connections import ConnectionsCase


class CommittedFileCase(ConnectionsCase):
    """A company of Algeria with a manager of human resources, committed, for connections of their own."""

    def setUp(self):
        super().setUp()
        with self._connect() as env:
            company = env['res.company'].create({'name': "Committed works", 'country_id': env.ref('base.dz').id})
            self.company_id = company.id
            self.manager_id = env['res.users'].create({
                'name': "Manager", 'login': 'committed_hr', 'lang': 'en_US', 'company_id': company.id,
                'company_ids': [Command.set(company.ids)],
                'group_ids': [Command.set([env.ref('hr.group_hr_manager').id, env.ref('base.group_user').id])]}).id

    def _hire(self, env, count, **values):
        """Persons in contract since 2020."""
        company = env['res.company'].browse(self.company_id)
        return env['hr.employee'].with_company(company).with_context(tracking_disable=True).create([{
            'name': f'Person {number}', 'company_id': company.id, 'date_version': date(2020, 1, 1), 'job_title': "Clerk",
            'contract_date_start': date(2020, 1, 1), **values} for number in range(count)]).ids

    def _prepare(self, env, employee_id, kind, day, **values):
        return env['dz.hr.decision'].create({
            'kind_id': env.ref(f'l10n_dz_hr_file.kind_{kind}').id, 'employee_id': employee_id, 'date_effect': day,
            'company_id': self.company_id, 'reason': "سبب", **values}).id
