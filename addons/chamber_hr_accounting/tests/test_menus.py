from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.tests import tagged
from odoo.tools.safe_eval import datetime, safe_eval, time

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria

from ..hooks import uninstall_hook
from .common_roles import POSTS, RoleCase

ROOT = 'chamber_hr_accounting.chamber_hr_accounting_menu_root'
TECHNICAL = (
    'account.menu_finance', 'budget_commitment.budget_commitment_menu_root', 'fleet.menu_root', 'hr.menu_hr_root',
    'hr_holidays.menu_hr_holidays_root', 'l10n_dz_asset.l10n_dz_asset_menu_root',
    'l10n_dz_mission_order.l10n_dz_mission_order_menu_root', 'maintenance.menu_maintenance_title', 'payroll.payroll_menu_root',
    'purchase.menu_purchase_root', 'purchase_request.parent_menu_purchase_request', 'stock.menu_stock_root',
    'spreadsheet_dashboard.spreadsheet_dashboard_menu_root', 'store_requisition.store_requisition_menu_root',
)
AT_MOST = 10


@tagged('post_install', '-at_install')
class TestMenus(RoleCase):
    """One room: each post finds its sections in it, and nothing that it cannot open."""

    def _visible(self, role):
        """Menus that the bar shows: those whose every parent is shown too."""
        Menu = self._as(role, self.env['ir.ui.menu'])
        menus = Menu.browse(Menu._visible_menu_ids()).sudo()
        return menus.filtered(lambda menu: self._get_ancestors(menu) <= menus)

    def _sections(self, role):
        root = self.env.ref(ROOT)
        return {menu.name: menu for menu in self._visible(role) if menu.parent_id == root}

    def test_the_technical_addons_are_no_apps_of_their_own(self):
        hidden = self.env['ir.ui.menu'].union(*[self.env.ref(xmlid) for xmlid in TECHNICAL])
        for role in POSTS:
            with self.subTest(role=role):
                roots = self._visible(role).filtered(lambda menu: not menu.parent_id)
                self.assertIn(self.env.ref(ROOT), roots)
                self.assertFalse(roots & hidden, (roots & hidden).mapped('name'))

    def test_the_administrator_of_the_system_keeps_the_technical_menus(self):
        visible = self.env['ir.ui.menu'].with_user(self.env.ref('base.user_admin'))._visible_menu_ids()
        # he asks for no purchase
        for xmlid in set(TECHNICAL) - {'purchase_request.parent_menu_purchase_request'}:
            with self.subTest(menu=xmlid):
                self.assertIn(self.env.ref(xmlid).id, visible)

    def test_without_this_addon_the_technical_menus_are_as_they_were(self):
        self.assertFalse(self.env.ref('hr_holidays.leave_type_sick_time_off').active)
        uninstall_hook(self.env)
        self.assertTrue(self.env.ref('hr_holidays.leave_type_sick_time_off').active)
        self.assertEqual(self.env.ref('l10n_dz_hr_file.own_menu').parent_id, self.env.ref('hr.menu_hr_root'))
        self.assertIn(self.env.ref('account.menu_finance'), self._visible('accountant'))
        self.assertNotIn(self.env.ref('account.menu_finance'), self._visible('employee'))
        self.assertEqual(self.env.ref('store_requisition.store_requisition_menu_root').group_ids, self.env.ref('base.group_user'))

    def test_each_post_has_a_bar_that_it_overlooks(self):
        for role in POSTS:
            with self.subTest(role=role):
                sections = self._sections(role)
                self.assertLessEqual(len(sections), AT_MOST, sorted(sections))
                self.assertLessEqual({"Home", "My Space", "Approvals"}, set(sections))

    def test_each_post_finds_its_sections(self):
        always = {"Home", "My Space", "Approvals"}
        for role, expected in {
            'employee': set(),
            'cashier': {"Cash Desk"},
            'budget_officer': {"Budget", "Purchases", "Reports"},
            'payer': {"Budget", "Reports"},
            'accountant': {"Cash Desk", "Budget", "Accounts", "Fixed Assets", "Missions", "Reports"},
            'finance_manager': {"Cash Desk", "Budget", "Accounts", "Fixed Assets", "Missions", "Reports", "Configuration"},
            'hr_officer': {"Personnel", "Leave", "Reports"},
            'payroll_officer': {"Personnel", "Leave", "Payroll", "Reports"},
            'hr_manager': {"Personnel", "Leave", "Payroll", "Reports"},
            'storekeeper': {"Stores", "Reports"},
            'means_officer': {"Purchases", "Fixed Assets", "Missions", "Reports"},
            'means_manager': {"Purchases", "Fixed Assets", "Missions", "Stores", "Reports"},
            'director': {"Cash Desk", "Budget", "Accounts", "Means", "People", "Reports"},
            'director_general': {"Cash Desk", "Budget", "Accounts", "Means", "People", "Reports"},
            'auditor': {"Cash Desk", "Budget", "Accounts", "Means", "People", "Reports"},
        }.items():
            with self.subTest(role=role):
                self.assertEqual(set(self._sections(role)), always | expected)

    def test_no_menu_of_any_post_is_dead(self):
        root, opened = self.env.ref(ROOT), 0
        for role in POSTS:
            for menu in self._visible(role).filtered(lambda menu: menu.action and root in self._get_ancestors(menu)):
                with self.subTest(role=role, menu=menu.display_name):
                    self._open(menu.action, role)
                    opened += 1
        self.assertGreater(opened, 250)

    def _get_ancestors(self, menu):
        ancestors = menu
        while menu := menu.parent_id:
            ancestors |= menu
        return ancestors

    def _open(self, action, role):
        if action._name == 'ir.actions.server':
            result = self._as(role, self.env[action._name]).browse(action.id).run()
            if result and result.get('res_model'):
                self._open_window(result, role)
        elif action._name == 'ir.actions.act_window':
            self._open_window(action._get_action_dict(), role)
        elif action.tag == 'chamber_finance_home':
            self._as(role, self.env['chamber.finance.home']).get_home_data()

    def _open_window(self, action, role):
        known = self._get_known(role)
        context = action.get('context') or {}
        context = safe_eval(context, dict(known)) if isinstance(context, str) else context
        domain = action.get('domain') or []
        domain = safe_eval(domain, {**known, 'context': context}) if isinstance(domain, str) else domain
        Model = self._as(role, self.env[action['res_model']]).with_context(**context)
        views = action.get('views') or [(False, mode) for mode in action['view_mode'].split(',')]
        kinds = [(view_id or False, kind) for view_id, kind in views]
        found = Model.get_views([*kinds, (False, 'search')])
        if action.get('res_id'):
            Model.browse(action['res_id']).read(['display_name'])
        elif kinds[0][1] == 'form':
            Model.default_get(list(found['models'][Model._name]['fields']))
        else:
            Model.web_search_read(domain, {name: {} for name in self._get_shown(found, kinds)}, limit=20)

    def _get_shown(self, found, kinds):
        """Fields of the first list of the action, or of its other first view."""
        known = found['models']
        model = next(iter(known))
        return [name for name in known[model]['fields'] if f'name="{name}"' in found['views'][kinds[0][1]]['arch']]

    def _get_known(self, role):
        """What the web client knows when it reads the domain of an action."""
        user = self.people[role]
        return {
            'uid': user.id, 'user': user, 'allowed_company_ids': user.company_ids.ids, 'active_id': False, 'active_ids': [],
            'active_model': False, 'context': {}, 'time': time, 'datetime': datetime, 'relativedelta': relativedelta,
            'context_today': today_in_algeria, 'current_date': fields.Date.to_string(today_in_algeria()),
            'companies': user.company_ids,
        }
