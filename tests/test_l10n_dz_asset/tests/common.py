from datetime import date

from odoo.fields import Command
from odoo.tools import SQL

from odoo.addons.queue_job import jobrunner
from odoo.addons.signing_key.tests.connections import ConnectionsCase

MONTH = date(2026, 1, 1)


class CommittedAssetCase(ConnectionsCase):
    """A company with the Algerian chart and its accountant, committed, for connections of their own."""

    def setUp(self):
        super().setUp()
        self._stop_runner()
        with self._connect() as env:
            company = env['res.company'].create({'name': "Committed works", 'country_id': env.ref('base.dz').id})
            env['account.chart.template'].try_loading('dz', company, install_demo=False)
            self.company_id = company.id
            self.accountant_id = env['res.users'].create({
                'name': "Accountant", 'login': 'committed_accountant', 'lang': 'en_US', 'company_id': company.id,
                'company_ids': [Command.set(company.ids)],
                'group_ids': [Command.set([env.ref('account.group_account_user').id, env.ref('base.group_user').id])]}).id

    def _stop_runner(self):
        """The server that serves the tests has a runner of jobs as well: it would do what the test is to do."""
        if jobrunner.runner_thread:
            jobrunner.runner_thread.stop()
            jobrunner.runner_thread.join(30)
            self.assertFalse(jobrunner.runner_thread.is_alive())

    def _make_assets(self, env, count):
        """Confirmed assets of 150,000 DA since 1 January 2026: 2,500 DA a month; one is made as people do, the rest after it."""
        company = env['res.company'].browse(self.company_id)
        profile = env['account.asset.profile'].search([
            ('company_id', '=', company.id),
            ('dz_category_id', '=', env.ref('l10n_dz_asset.dz_asset_category_computer').id)])
        asset = env['account.asset'].with_company(company).create({
            'name': "Computer", 'profile_id': profile.id, 'purchase_value': 150000, 'date_start': MONTH,
            'date_acquisition': MONTH, 'company_id': company.id})
        asset.validate()
        env.flush_all()
        self._clone(env, asset, count - 1)
        return asset

    def _clone(self, env, asset, count):
        """Rows like those of an asset, with numbers and labels of their own."""
        kept = self._get_columns(env, 'account_asset', {'id', 'code', 'label_code'})
        made = env.execute_query(SQL(
            "INSERT INTO account_asset (code, label_code, %s)"
            " SELECT 'C/' || number, lpad(to_hex(%s::bigint * 1000000 + number), 16, '0'), %s"
            " FROM account_asset, generate_series(1, %s) AS number WHERE id = %s RETURNING id",
            kept, asset.id, kept, count, asset.id))
        kept = self._get_columns(env, 'account_asset_line', {'id', 'asset_id', 'previous_id'})
        env.execute_query(SQL(
            "INSERT INTO account_asset_line (asset_id, %s) SELECT made.copy_id, %s"
            " FROM account_asset_line, unnest(%s::int[]) AS made(copy_id) WHERE asset_id = %s RETURNING id",
            kept, kept, [row_id for row_id, in made], asset.id))
        env.invalidate_all()

    def _get_columns(self, env, table, skipped):
        rows = env.execute_query(SQL(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped", table))
        return SQL(", ").join(SQL.identifier(name) for name, in rows if name not in skipped)

    def _start(self, env):
        """Begin the month as the accountant does; returns the id of the run."""
        return env['dz.asset.run'].action_start(self.company_id, MONTH)['res_id']

    def _expense(self, env):
        """What the books of the company say of depreciation: (entries, debit of 681)."""
        lines = env['account.move.line'].with_context(allowed_company_ids=[self.company_id]).search([
            ('company_id', '=', self.company_id), ('account_id.code', '=like', '681%'), ('parent_state', '=', 'posted')])
        return len(lines.move_id), round(sum(lines.mapped('balance')), 2)
