MENUS = {
    'account.menu_finance': ('account.group_account_readonly', 'account.group_account_invoice'),
    'purchase.menu_purchase_root': ('purchase.group_purchase_manager', 'purchase.group_purchase_user'),
    'purchase_request.parent_menu_purchase_request': ('purchase_request.group_purchase_request_user',),
    'stock.menu_stock_root': ('stock.group_stock_manager', 'stock.group_stock_user'),
    'fleet.menu_root': ('fleet.fleet_group_user',),
    'maintenance.menu_maintenance_title': (),
    'hr.menu_hr_root': ('hr.group_hr_manager', 'hr.group_hr_user', 'base.group_user'),
    'hr_holidays.menu_hr_holidays_root': ('base.group_user',),
    'hr_holidays.menu_hr_holidays_my_leaves': (),
    'l10n_dz_payroll.hr_payslip_menu_own': (),
    'payroll.payroll_menu_root': (),
    'spreadsheet_dashboard.spreadsheet_dashboard_menu_root': (),
    'hr_skills.hr_skill_learning_menu': ('hr.group_hr_user',),
    'hr_skills.menu_learnings_training_attendances': (),
    'budget_commitment.budget_commitment_menu_root': ('budget_commitment.budget_commitment_group_user',),
    'l10n_dz_asset.l10n_dz_asset_menu_root': ('l10n_dz_asset.l10n_dz_asset_group_reader',),
    'store_requisition.store_requisition_menu_root': ('base.group_user',),
    'l10n_dz_mission_order.l10n_dz_mission_order_menu_root': ('base.group_user',),
}
LEAVE_KINDS = ('leave_type_paid_time_off', 'leave_type_sick_time_off', 'leave_type_compensatory_days', 'leave_type_unpaid',
               'holiday_status_eto', 'holiday_status_extra_hours')
OWN_SPACE, STAFF_ROOT = 'l10n_dz_hr_file.own_menu', 'hr.menu_hr_root'


def uninstall_hook(env):
    """Give the technical addons their own menus back, and Odoo its kinds of leave."""
    for name in LEAVE_KINDS:
        if kind := env.ref(f'hr_holidays.{name}', raise_if_not_found=False):
            kind.active = True
    for xmlid, groups in MENUS.items():
        if menu := env.ref(xmlid, raise_if_not_found=False):
            menu.group_ids = env['res.groups'].union(*(env.ref(group) for group in groups))
    if space := env.ref(OWN_SPACE, raise_if_not_found=False):
        space.parent_id = env.ref(STAFF_ROOT)
