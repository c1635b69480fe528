from odoo import models
from odoo.exceptions import LockError, UserError
from odoo.fields import Command
from odoo.tools import SQL

from odoo.addons.queue_job.exception import RetryableJobError

CHUNK = 100
# seconds after which a job that met another one tries again
WAIT = 5


class DzAssetRun(models.Model):
    _inherit = 'dz.asset.run'

    def action_go_on(self):
        """Go on with runs that have stopped, or whose job was lost.

        :raises AccessError: for anyone but an accountant
        :raises UserError: for a run that is posted, or whose month is locked
        """
        self._check_accountant()
        self.check_access('read')
        for run in self:
            if run.state == 'done':
                raise UserError(self.env._("%(month)s is posted.", month=run.display_name))
            run._check_open(run.company_id, run.month)
            # rights and state were checked above
            run.sudo().write({'state': 'posting' if run.state == 'blocked' else run.state, 'message': False})
            run.sudo()._enqueue()

    def _enqueue(self):
        """Plan the next step; the same one planned twice is done once."""
        self.with_delay(
            description=self.env._("Depreciation: %(month)s", month=self.display_name),
            identity_key=f'dz.asset.run:{self.id}:{self.state}:{self._get_position()}')._work_or_wait()

    def _get_position(self):
        [[position]] = self.env.execute_query(SQL(
            "SELECT COALESCE(MAX(id), 0) FROM account_asset_line WHERE run_id = %s AND (move_id IS NULL) = %s",
            self.id, self.state == 'running'))
        return position

    def _work_or_wait(self):
        """What a job does: the next step, later where another one is at it.

        :raises RetryableJobError: the run is taken at this moment
        """
        try:
            self._work()
        except LockError as error:
            raise RetryableJobError(str(error), seconds=WAIT, ignore_retry=True) from error

    def _work(self, size=CHUNK):
        """Do the next step of the run and plan the one after.

        Each step is one transaction: killed at any moment, the run goes on where the last one ended. A line bears its run
        from the step that counted it, and its entry from the one that posted it, so that nothing is posted twice.
        """
        self.ensure_one()
        # the job speaks for whoever started the run
        run = self.sudo()._in_books_of(self.company_id)
        run._lock_run()
        if run.state == 'running' and not run._count(size):
            run.state = 'posting'
        elif run.state == 'posting':
            run._try_post(size)
        if run.state in ('running', 'posting'):
            run._enqueue()

    def _count(self, size):
        """Take the next lines into the run; returns how many."""
        self.env.flush_all()
        rows = self.env.execute_query(SQL(
            "WITH next AS MATERIALIZED (%s)"
            " UPDATE account_asset_line line SET run_id = %s FROM next WHERE line.id = next.id RETURNING line.id",
            self._get_next_sql(self.company_id, self.date, size), self.id))
        self.env['account.asset.line'].invalidate_model(['run_id'])
        return len(rows)

    def _try_post(self, size):
        """Post the next entry or entries; where the accounts refuse them, stop and say why."""
        try:
            with self.env.cr.savepoint():
                self._check_open(self.company_id, self.month)
                posted = self._post_categories() if self.entry_per == 'category' else self._post_assets(size)
                if not posted:
                    self.write({'state': 'done', 'message': False})
        except UserError as error:
            self.write({'state': 'blocked', 'message': str(error)})

    def _post_categories(self):
        """One entry for the next category; returns whether there was one."""
        self.env.flush_all()
        rows = self.env.execute_query(SQL(
            "SELECT asset.profile_id FROM account_asset_line line JOIN account_asset asset ON asset.id = line.asset_id"
            " WHERE line.run_id = %s AND line.move_id IS NULL ORDER BY asset.profile_id LIMIT 1", self.id))
        if not rows:
            return False
        profile = self.env['account.asset.profile'].browse(rows[0])
        amounts = self.env.execute_query(SQL(
            "SELECT asset.analytic_distribution, ROUND(SUM(line.amount), 2) FROM account_asset_line line"
            " JOIN account_asset asset ON asset.id = line.asset_id"
            " WHERE line.run_id = %s AND line.move_id IS NULL AND asset.profile_id = %s"
            " GROUP BY asset.analytic_distribution ORDER BY asset.analytic_distribution::text", self.id, profile.id))
        move = self._post_entry(f'profile:{profile.id}', profile.name, profile, amounts)
        self._mark(move, SQL("asset.profile_id = %s", profile.id))
        return True

    def _post_assets(self, size):
        """One entry for each of the next assets; returns whether there was one."""
        lines = self.env['account.asset.line'].search(
            [('run_id', '=', self.id), ('move_id', '=', False)], limit=size, order='asset_id, id')
        for asset, of_asset in lines.grouped('asset_id').items():
            every = self.env['account.asset.line'].search(
                [('run_id', '=', self.id), ('move_id', '=', False), ('asset_id', '=', asset.id)])
            amount = sum((every | of_asset).mapped('amount'))
            move = self._post_entry(
                f'asset:{asset.id}', asset.display_name, asset.profile_id, [(asset.analytic_distribution, amount)], asset)
            self._mark(move, SQL("asset.id = %s", asset.id))
        return bool(lines)

    def _post_entry(self, key, label, profile, amounts, asset=None):
        label = self.env._("Depreciation of %(month)s: %(what)s", month=self.display_name, what=label)
        common = {'name': label, 'asset_id': asset.id if asset else False, 'partner_id': False}
        total = round(sum(float(amount) for _distribution, amount in amounts), 2)
        lines = [{**common, 'account_id': profile.account_expense_depreciation_id.id, 'debit': float(amount), 'credit': 0.0,
                  'analytic_distribution': distribution} for distribution, amount in amounts]
        lines.append({
            **common, 'account_id': profile.account_depreciation_id.id, 'debit': 0.0, 'credit': total})
        # links of items to assets are written by this step alone
        move = self.env['account.move'].with_context(allow_asset=True, tracking_disable=True).create({
            'move_type': 'entry', 'company_id': self.company_id.id, 'journal_id': self.company_id._get_asset_journal().id,
            'date': self.date, 'ref': label, 'asset_run_id': self.id, 'asset_run_key': key,
            'line_ids': [Command.create(line) for line in lines]})
        move._post(soft=False)
        return move

    def _mark(self, move, condition):
        """Tie the lines of an entry to it, and bring the values of their assets up to date."""
        self.env.flush_all()
        rows = self.env.execute_query(SQL(
            "UPDATE account_asset_line line SET move_id = %s, move_check = TRUE FROM account_asset asset"
            " WHERE asset.id = line.asset_id AND line.run_id = %s AND line.move_id IS NULL AND %s RETURNING line.asset_id",
            move.id, self.id, condition))
        self.env['account.asset.line'].invalidate_model(['move_id', 'move_check'])
        assets = self.env['account.asset'].browse({asset_id for asset_id, in rows})
        for name in ('value_depreciated', 'value_residual'):
            self.env.add_to_compute(assets._fields[name], assets)
        assets._close_if_done()
