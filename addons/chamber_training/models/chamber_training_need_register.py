from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.chamber_registry.models.engine import as_engine
from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria


class ChamberTrainingNeed(models.Model):
    _inherit = 'chamber.training.need'

    @api.model
    def _count_from_register(self, programmes, companies, level):
        """Count whom a programme is for and who never had it, by chamber, wilaya and craft. Nobody is named.

        Entries in force count, whose craft the programme is for, without a place accepted in a session of it.

        :param programmes: programmes for registered artisans
        :param companies: chambers whose registers are counted
        :param level: ``activity``, ``sector`` or ``domain``: by what crafts are grouped
        :return: list of (programme id, company id, wilaya id, craft id, people)
        """
        if not programmes or not companies:
            return []
        for name in ('chamber.entry', 'chamber.craft.activity', 'chamber.training.programme', 'chamber.training.enrolment'):
            self.env[name].flush_model()
        craft = {
            'activity': SQL.identifier('craft', 'id'), 'sector': SQL.identifier('craft', 'sector_id'),
            'domain': SQL.identifier('craft', 'domain_id'),
        }[level]
        return self.env.execute_query(SQL(
            """
            SELECT programme.id, entry.company_id, entry.exercise_state_id, %(craft)s, COUNT(*)
              FROM chamber_training_programme programme
              JOIN chamber_entry entry ON entry.state = 'registered' AND entry.company_id IN %(companies)s
               AND (programme.company_id IS NULL OR programme.company_id = entry.company_id)
              JOIN chamber_craft_activity craft ON craft.id = entry.main_activity_id
             WHERE programme.id IN %(programmes)s AND programme.audience = 'entry'
               AND (NOT EXISTS (SELECT FROM chamber_craft_activity_chamber_training_programme_rel rel
                                 WHERE rel.chamber_training_programme_id = programme.id)
                    OR EXISTS (SELECT FROM chamber_craft_activity_chamber_training_programme_rel rel
                                WHERE rel.chamber_training_programme_id = programme.id
                                  AND rel.chamber_craft_activity_id IN (craft.id, craft.sector_id, craft.domain_id)))
               AND NOT EXISTS (SELECT FROM chamber_training_enrolment enrolment
                                WHERE enrolment.programme_id = programme.id AND enrolment.partner_id = entry.partner_id
                                  AND enrolment.state = 'accepted')
             GROUP BY programme.id, entry.company_id, entry.exercise_state_id, %(craft)s
            """, craft=craft, companies=companies._ids, programmes=programmes._ids))

    @api.model
    def _take_from_register(self, programmes, companies, level, minimum=1):
        """Enter what the registers need; a need taken before and still open gets the new figure.

        :param minimum: groups of fewer people are left out
        :raises AccessError: for anyone but an officer of training
        """
        self.check_access('create')
        rows = [row for row in self._count_from_register(programmes, companies, level) if row[4] >= minimum]
        known = {
            (need.programme_id.id, need.company_id.id, need.state_id.id, need.craft_activity_id.id): need
            for need in self.search(
                Domain('channel', '=', 'register') & Domain('plan_line_id', '=', False) & Domain('is_dropped', '=', False)
                & Domain('programme_id', 'in', programmes.ids) & Domain('company_id', 'in', companies.ids))
        }
        today = today_in_algeria()
        needs = self.browse()
        new = []
        for programme_id, company_id, state_id, craft_id, people in rows:
            need = known.get((programme_id, company_id, state_id or False, craft_id or False))
            if need:
                need.write({'headcount': people, 'date': today})
                needs |= need
                continue
            new.append({
                'channel': 'register', 'date': today, 'programme_id': programme_id, 'company_id': company_id,
                'state_id': state_id, 'craft_activity_id': craft_id, 'headcount': people,
            })
        return needs | as_engine(self).create(new).with_env(self.env)
