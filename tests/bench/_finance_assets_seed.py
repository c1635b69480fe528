"""Inside Odoo: a company with `count` confirmed assets, and an accountant ready to post their month by HTTP.

One asset of each category is made as people make it; the others are rows like its own, with numbers of their own.
"""

from datetime import date, timedelta

from odoo.fields import Command, Datetime
from odoo.tools import SQL

VALUES = {'building': 24000000, 'fitting': 600000, 'plant': 1200000, 'vehicle': 3000000, 'furniture': 240000,
          'computer': 150000, 'software': 90000}


def columns(table, skipped):
    rows = env.execute_query(SQL(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped", table))
    return SQL(", ").join(SQL.identifier(name) for name, in rows if name not in skipped)


def clone(asset, copies):
    kept = columns('account_asset', {'id', 'code', 'label_code'})
    made = [row_id for row_id, in env.execute_query(SQL(
        "INSERT INTO account_asset (code, label_code, %s) SELECT code || '/' || number,"
        " lpad(to_hex(%s::bigint * 1000000 + number), 16, '0'), %s FROM account_asset, generate_series(1, %s) AS number"
        " WHERE id = %s RETURNING id", kept, asset.id, kept, copies, asset.id))]
    kept = columns('account_asset_line', {'id', 'asset_id', 'previous_id'})
    env.execute_query(SQL(
        "INSERT INTO account_asset_line (asset_id, %s) SELECT made.copy_id, %s"
        " FROM account_asset_line, unnest(%s::int[]) AS made(copy_id) WHERE asset_id = %s RETURNING id",
        kept, kept, made, asset.id))


company = env['res.company'].create({'name': "Bench works", 'country_id': env.ref('base.dz').id})
env['account.chart.template'].try_loading('dz', company, install_demo=False)
profiles = env['account.asset.profile'].search([('company_id', '=', company.id)])
for index, (name, value) in enumerate(VALUES.items()):
    category = env.ref(f'l10n_dz_asset.dz_asset_category_{name}')
    asset = env['account.asset'].with_company(company).create({
        'name': name, 'profile_id': profiles.filtered(lambda profile, c=category: profile.dz_category_id == c).id,
        'purchase_value': value, 'date_start': date(2026, 1, 1), 'date_acquisition': date(2026, 1, 1), 'company_id': company.id})
    asset.validate()
    env.flush_all()
    share = values['count'] // len(VALUES)
    clone(asset, share - 1 if index else values['count'] - share * (len(VALUES) - 1) - 1)
user = env['res.users'].create({
    'name': "Accountant", 'login': 'bench.accountant', 'company_id': company.id, 'company_ids': [Command.set(company.ids)],
    'group_ids': [Command.set([env.ref('account.group_account_user').id, env.ref('base.group_user').id])]})
key = env['res.users.apikeys'].with_user(user).sudo()._generate('rpc', 'bench', Datetime.now() + timedelta(days=1))
env.cr.commit()
env.cr.execute("ANALYZE account_asset, account_asset_line")
env.cr.commit()
result = {'company': company.id, 'key': key}
