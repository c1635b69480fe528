from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from .common import StoreCommon


@tagged('post_install', '-at_install')
class TestViews(StoreCommon):

    def test_every_menu_opens_for_who_sees_it(self):
        # the addon's own: others put theirs beside them, or move them
        names = self.env['ir.model.data'].search([('model', '=', 'ir.ui.menu'), ('module', '=', 'store_requisition')])
        own = self.env['ir.ui.menu'].browse(names.mapped('res_id'))
        counts = {}
        for user in (self.asker, self.keeper, self.manager, self.reader):
            menus = own & own.browse(own.with_user(user)._visible_menu_ids())
            actions = [menu.sudo().action for menu in menus if menu.sudo().action]
            for action in actions:
                for mode in action.view_mode.split(','):
                    with self.subTest(user=user.name, action=action.name, mode=mode):
                        self.env[action.res_model].with_user(user).get_view(view_type=mode)
                self.env[action.res_model].with_user(user).search(self._get_domain(action))
            counts[user.name] = len(actions)
        self.assertEqual(counts, {"Asker": 3, "Keeper": 10, "Manager": 11, "Reader": 6})

    def _get_domain(self, action):
        return safe_eval(action.domain or '[]', {'uid': self.env.uid})

    def test_a_store_is_opened_with_two_words(self):
        with Form(self.env['store.store'].with_user(self.manager)) as form:
            form.name = "Second"
            form.code = 'S2'
        self.assertEqual(form.record.location_id.usage, 'internal')
