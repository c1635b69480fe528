from odoo.fields import Command

from odoo.addons.signing_key.tests.connections import ConnectionsCase


class ParallelCase(ConnectionsCase):
    """Chambers and persons that are committed, for connections of their own."""

    def setUp(self):
        super().setUp()
        with self._connect() as env:
            self.national_id = env['res.company'].create({
                'name': "Parallel national", 'chamber_kind': 'national', 'chamber_code': 'P-CN'}).id
            self.chamber_id = self._create_chamber(env, 'P-16', "غرفة أولى")
            self.activity_id = env.ref('chamber_registry.chamber_craft_activity_x01_001').id

    def _create_chamber(self, env, code, name):
        return env['res.company'].create({
            'name': name, 'name_ar': name, 'chamber_kind': 'wilaya', 'chamber_code': code,
            'parent_id': self.national_id, 'country_id': env.ref('base.dz').id}).id

    def _create_user(self, env, login, role, chamber_id=None):
        """A person who reads Arabic, in the first chamber if no other is named."""
        group = env.ref(f'chamber_registry.chamber_registry_group_{role}') | env.ref('base.group_user')
        chamber_id = chamber_id or self.chamber_id
        return env['res.users'].create({
            'name': login, 'login': f'parallel_{login}', 'lang': 'ar_001', 'company_id': chamber_id,
            'company_ids': [Command.set([chamber_id])], 'group_ids': [Command.set(group.ids)]}).id

    def _create_registrants(self, env, count):
        return env['res.partner'].create([
            {'is_registrant': True, 'registrant_type': 'artisan', 'chamber_id': self.chamber_id,
             'family_name_ar': "متواز", 'given_name_ar': str(number),
             'family_name_latin': "Metouaz", 'given_name_latin': str(number), 'sex': 'male', 'birth_date': '1984-05-12',
             'nin_entry': f'11984160{5000000000 + number}'}
            for number in range(count)
        ]).ids

    def _register(self, env, partner_ids):
        """The numbers of the entries that acts make for these registrants."""
        return env['chamber.act']._record_batch([
            {'kind': 'inscription', 'company': env['res.company'].browse(self.chamber_id), 'partner': partner,
             'values': {'main_activity_id': self.activity_id}}
            for partner in env['res.partner'].browse(partner_ids)
        ]).entry_id.mapped('number')

    def _committed(self):
        """The numbers of the chamber's entries, and what a verification of its acts finds."""
        with self._connect() as env:
            numbers = env['chamber.entry'].search([('company_id', '=', self.chamber_id)]).mapped('number')
            return sorted(numbers), env['chamber.act']._verify_chains([f'company:{self.chamber_id}'])
