from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.fields import Command

# plate of vehicles is their serial in the table; what is under maintenance besides
EQUIPMENT = ('servers', 'kiln', 'loom', 'printer_16')
SOLD, SCRAPPED, MOVED = 'old_car_16', 'printer_16', 'computers_cn'


class ChamberFinanceDemo(models.AbstractModel):
    """Twenty-five assets, depreciated month by month; one was sold, one moved, one waits to be scrapped."""
    _inherit = 'chamber.finance.demo'

    @api.model
    def _play_assets(self):
        """Taken over by the accountant, tied to fleet and maintenance, depreciated up to the month before."""
        rows = self._read_table('assets')
        for code in ('CN', '16', '05'):
            self._take_over_assets(code, [row for row in rows if row['chamber'] == code])
        assets = {row['key']: row['asset'] for row in rows}
        self._tie_assets(rows, assets)
        for month in self._get_months():
            for code in ('CN', '16', '05'):
                env = self._as(self._get_login('accountant', code), code)
                env['dz.asset.run'].with_context(queue_job__no_delay=True).action_start(self._get_chamber(code).id, month)
        self._move_asset(assets[MOVED])
        self._dispose(assets[SOLD], 'sold', "سيارة قديمة بيعت بالمزاد (بيانات خيالية)", sale_value=1450000)
        self._dispose(assets[SCRAPPED], 'scrapped', "عطب لا يمكن إصلاحه (بيانات خيالية)", approve=False)

    @api.model
    def _take_over_assets(self, code, rows):
        """The register goes on where the former books ended: the day before the twelve months."""
        company = self._get_chamber(code)
        env = self._as(self._get_login('accountant', code), code)
        keeper = self._as('chief.means.national', code)
        places = {name: keeper['dz.asset.location'].create({'name': name, 'company_id': company.id})
                  for name in dict.fromkeys(row['place'] for row in rows)}
        profiles = {profile.dz_category_id: profile for profile in self.env['account.asset.profile'].search([
            ('company_id', '=', company.root_id.id), ('dz_category_id', '!=', False)])}
        first = self._get_months()[0]
        for row in rows:
            depreciated = self._get_depreciated(row, first)
            start = self._get_opening_day() - relativedelta(months=int(row['age']))
            row['asset'] = env['account.asset'].with_context(tracking_disable=True).create({
                'name': row['name'], 'profile_id': profiles[self.env.ref(
                    f"l10n_dz_asset.dz_asset_category_{row['category']}")].id,
                'purchase_value': float(row['value']), 'date_start': start, 'date_acquisition': start,
                'company_id': company.id, 'location_id': places[row['place']].id, 'serial_number': row['serial'] or False,
                'holder_id': self._get_user(row['login']).with_company(company).employee_id.id if row['login'] else False,
                **({'opening_date': first - timedelta(days=1), 'opening_amount': depreciated} if depreciated else {}),
            })
        env['account.asset'].union(*(row['asset'] for row in rows)).validate()

    @api.model
    def _tie_assets(self, rows, assets):
        """Vehicles are in the fleet, with their plate; machines are under maintenance."""
        for row in rows:
            if row['category'] == 'vehicle':
                row['asset'].with_env(self._as('chief.means.national', row['chamber'])).action_make_vehicle()
                row['asset'].sudo().vehicle_id.write({  # the fleet of the demonstration
                    'license_plate': row['serial'], 'vin_sn': False})
        for key in EQUIPMENT:
            asset = assets[key]
            asset.with_env(self._as('chief.means.national', asset.company_id.chamber_code)).action_make_equipment()

    @api.model
    def _move_asset(self, asset):
        keeper = self._as('means.national', 'CN')
        place = keeper['dz.asset.location'].create({'name': "قاعة التكوين", 'company_id': asset.company_id.id})
        transfer = keeper['dz.asset.transfer'].create({
            'company_id': asset.company_id.id, 'date': self._get_last_days(12), 'location_id': place.id,
            'reason': "تجهيز قاعة التكوين (بيانات خيالية)", 'line_ids': [Command.create({'asset_id': asset.id})]})
        transfer.action_confirm()

    @api.model
    def _dispose(self, asset, kind, reason, approve=True, **values):
        """Asked for by the keeper; who may approve lets the asset leave."""
        code = asset.company_id.chamber_code
        disposal = self._as(f"means.{'alger' if code == '16' else 'national'}", code)['dz.asset.disposal'].create({
            'asset_id': asset.id, 'date': self._get_today(), 'kind': kind, 'reason': reason, **values,
            **({'partner_id': self.env['res.partner'].create({'name': "مشترٍ في المزاد (شخص خيالي)"}).id}
               if kind == 'sold' else {})})
        disposal.action_submit()
        return self._approve(disposal, "مطابق لمحضر لجنة الإصلاح") if approve else disposal
