from odoo import api, models
from odoo.fields import Domain

from odoo.addons.chamber_registry.tools import panels
from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

THEMES_SHOWN = 6


class ChamberTrainingHome(models.AbstractModel):
    _inherit = 'chamber.training.home'

    @api.model
    @api.readonly
    def get_home_data(self):
        """See there; who reads the training of a chamber is shown its year as figures too."""
        data = super().get_home_data()
        data['panels'] = self._prepare_panels() if self._has_role('user') else []
        return data

    @api.model
    def _prepare_panels(self):
        return [self._prepare_months(), self._prepare_themes()]

    @api.model
    def _get_year_domain(self):
        year = today_in_algeria().year
        return Domain('date', '>=', f'{year}-01-01') & Domain('date', '<=', f'{year}-12-31')

    @api.model
    def _prepare_months(self):
        """People who had a place and certificates in force, by the month in which their session begins."""
        year = today_in_algeria().year
        found = {
            day.month: [int(count) for count in counts] for day, *counts in self.env['chamber.training.report']._read_group(
                self._get_year_domain(), ['date:month'], ['participations:sum', 'certificates:sum'])
        }
        people, papers = self.env._("People"), self.env._("Certificates")
        rows = []
        for month in range(1, 13):
            values = found.get(month, [0, 0])
            rows.append({
                'key': month, 'name': f'{month:02}', 'values': values,
                'title': f'{month:02}/{year}: {people} {values[0]}, {papers} {values[1]}'})
        totals = [sum(row['values'][place] for row in rows) for place in range(2)]
        return panels.columns(
            'months', self.env._("Training in %s, by month", year), rows,
            [{'name': name, 'total': str(total)} for name, total in zip((people, papers), totals, strict=True)],
            self.env._("Nobody has been trained this year yet."))

    @api.model
    def _prepare_themes(self):
        found = self.env['chamber.training.report']._read_group(
            self._get_year_domain() & Domain('participations', '>', 0), ['theme_id'], ['participations:sum'],
            order='participations:sum DESC, theme_id', limit=THEMES_SHOWN)
        return panels.bars('themes', self.env._("People by theme"), [
            {
                'key': theme.id, 'name': theme.name or self.env._("Without a theme"), 'value': people, 'text': str(people),
                'model': 'chamber.training.report', 'domain': list(self._get_year_domain() & Domain('theme_id', '=', theme.id)),
            }
            for theme, people in found
        ], self.env._("Nobody has been trained this year yet."))
