from collections import Counter

from odoo.modules import Manifest
from odoo.tools import convert_file
from odoo.tools.misc import mute_logger


@mute_logger('odoo.addons.base.models.res_users')
def load_demo(env, *addons):
    """Load the demonstration of these addons, in their order.

    Odoo installs an addon whose demonstration data fail and says so only in the log: here they must load.
    """
    for addon in addons:
        for name in Manifest.for_addon(addon)['demo']:
            convert_file(env, addon, name, {}, mode='init', noupdate=True)


class RegistryDemoChecks:
    """What must hold of the demonstration of the register. Beside a class that has loaded it."""

    def test_the_48_chambers_cover_the_69_wilayas(self):
        national = self.env.ref('base.main_company')
        chambers = national.child_ids.filtered(lambda company: company.chamber_kind == 'wilaya')
        self.assertEqual(len(chambers), 48)
        self.assertEqual(set(chambers.mapped('chamber_code')), {f'{code:02}' for code in range(1, 49)})
        self.assertTrue(all(chamber.name_ar and chamber.name_fr and chamber.seat_ar for chamber in chambers))
        self.assertEqual(len(self.env['chamber.coverage'].search([])), 69)
        self.assertEqual(len(self.env['chamber.coverage'].search([]).state_id), 69)

    def test_a_new_wilaya_is_covered_by_the_chamber_of_its_origin(self):
        barika = self.env.ref('l10n_dz_territory.wilaya_barika')
        self.assertEqual(self.env['res.company']._get_chamber_of(barika).chamber_code, '05')

    def test_each_role_of_the_register_has_a_user(self):
        for login, role, code in (
            ('agent.alger', 'agent', '16'), ('registrar.batna', 'registrar', '05'), ('director.constantine', 'director', '25'),
            ('agent.tamanrasset', 'agent', '11'), ('national', 'national', 'CN'), ('dg', 'director_general', 'CN'),
            ('auditor', 'auditor', 'CN'),
        ):
            with self.subTest(login=login):
                user = self.env['res.users'].search([('login', '=', login)])
                self.assertEqual((user.company_id.chamber_code, user.lang), (code, 'ar_001'))
                self.assertTrue(user.has_group(f'chamber_registry.chamber_registry_group_{role}'))

    def test_the_words_kept_in_the_journals_are_arabic(self):
        decisions = self.env['chamber.request.decision'].search([('kind', '=', 'refused')])
        events = self.env['tier.review.event'].search([('model', '=', 'chamber.request')])
        texts = decisions.mapped('reason_text') + events.mapped('tier_name')
        self.assertTrue(decisions and events)
        self.assertEqual([text for text in texts if text.isascii()], [])

    def test_each_staffed_chamber_has_certificates_and_planned_work(self):
        for code in ('16', '05', '25', '11'):
            with self.subTest(chamber=code):
                chamber = self.env['res.company'].search([('chamber_code', '=', code)])
                self.assertEqual(self.env['chamber.certificate'].search_count([('company_id', '=', chamber.id)]), 2)
                states = self.env['chamber.activity'].search([('company_id', '=', chamber.id)]).mapped('execution_state')
                # sessions of training are activities too
                self.assertLessEqual(Counter(done=1, ongoing=1, planned=2), Counter(states))
