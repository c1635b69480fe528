from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria


class ChamberTrainingSession(models.Model):
    """Who may be enrolled: each rule says in a sentence what it found."""
    _inherit = 'chamber.training.session'

    # in the order in which they are told
    ELIGIBILITY_RULES = (
        'session', 'audience', 'craft', 'prerequisites', 'chamber', 'enrolled', 'juror', 'certificate')

    accepts_other_chambers = fields.Boolean(
        string="Open to Other Chambers", help="Artisans registered in another chamber may be enrolled too.")

    def _get_eligibility(self, partners):
        """Tell for each person, in the reader's language, what each rule of the session finds.

        The number of queries does not grow with the people.

        :return: ``{partner: [{'rule', 'ok', 'text', 'warning'}]}``; a warning refuses nothing
        """
        self.ensure_one()
        # sudo: the register of other chambers and the juries are looked into; one sentence of each is told
        return self.sudo()._explain_rules(partners, self.ELIGIBILITY_RULES)

    def _explain_rules(self, partners, rules, enrolled_partner_ids=None):
        facts = self._get_facts(partners, rules, enrolled_partner_ids)
        return {
            partner: [line for rule in rules if (line := getattr(self, f'_explain_{rule}')(partner.id, facts))]
            for partner in partners
        }

    def _check_eligibility(self, partners, places, rules=ELIGIBILITY_RULES):
        """Refuse whoever may not be enrolled.

        :param places: the places of the session as they are now
        :raises UserError: with the sentences that refuse, person by person
        """
        if len(partners) != len(set(partners.ids)):
            raise UserError(self.env._("The same person stands twice in the list."))
        found = self._explain_rules(partners, rules, places.enrolled_partner_ids)
        refusals = [
            self.env._("%(name)s: %(reasons)s", name=partner.sudo().name, reasons=' '.join(  # the name that was given
                line['text'] for line in lines if not line['ok']))
            for partner, lines in found.items() if not all(line['ok'] for line in lines)
        ]
        if refusals:
            raise UserError('\n'.join(refusals))

    def _get_fit_partner_ids(self, enrolments):
        """Those whom the session is still for: an entry may have been suspended while they waited."""
        found = self._explain_rules(enrolments.partner_id, ('audience',))
        return {partner.id for partner, lines in found.items() if all(line['ok'] for line in lines)}

    # what the rules look at, read for all people at once

    def _get_facts(self, partners, rules, enrolled_partner_ids):
        facts = {'entries': self._get_entries(partners)}
        if 'craft' in rules and self.programme_id.craft_activity_ids:
            facts['crafts'] = self._get_craft_paths(facts['entries'])
        if {'prerequisites', 'certificate'} & set(rules):
            facts['certificates'] = self._get_certified(partners)
        if 'enrolled' in rules:
            facts['enrolled'] = self._get_enrolled_ids(partners) if enrolled_partner_ids is None else enrolled_partner_ids
        if 'chamber' in rules:
            facts['covered'] = self._get_covered_state_ids()
        if 'audience' in rules and self.programme_id.audience == 'staff':
            facts['staff'] = self._get_staff_ids(partners)
        return facts

    @api.model
    def _get_entries(self, partners):
        """The live entry of each person in whatever chamber, else the last that was struck off: ``{partner id: entry}``."""
        # sudo: the rules look into the registers of all chambers
        entries = self.env['chamber.entry'].sudo().search([('partner_id', 'in', partners.ids)], order='id')
        return {
            entry.partner_id.id: entry
            for entry in entries.sorted(lambda entry: entry.state != 'struck_off')
        }

    @api.model
    def _get_craft_paths(self, entries):
        """The crafts exercised today, main or secondary, with what they belong to: ``{partner id: [path]}``."""
        ids = [entry.id for entry in entries.values()]
        today = today_in_algeria()
        lines = self.env['chamber.entry.activity'].search(
            Domain('entry_id', 'in', ids) & Domain('date_start', '<=', today)
            & (Domain('date_end', '=', False) | Domain('date_end', '>=', today)))
        paths = {}
        for line in lines:
            paths.setdefault(line.entry_id.partner_id.id, []).append(f'/{line.craft_activity_id.parent_path}')
        return paths

    def _get_certified(self, partners):
        """Who holds a valid certificate of which programme: ``{(partner id, programme id)}``."""
        programmes = self.programme_id | self.programme_id.prerequisite_ids
        groups = self.env['chamber.training.certificate']._read_group(
            Domain('partner_id', 'in', partners.ids) & Domain('programme_id', 'in', programmes.ids)
            & Domain('verifiable_id', 'any!', [('state', '=', 'valid')]), ['partner_id', 'programme_id'])
        return {(partner.id, programme.id) for partner, programme in groups}

    def _get_enrolled_ids(self, partners):
        groups = self.env['chamber.training.enrolment']._read_group([
            ('session_id', '=', self.id), ('partner_id', 'in', partners.ids),
            ('state', 'in', ('asked', 'accepted', 'waiting', 'offered'))], ['partner_id'])
        return {partner.id for [partner] in groups}

    @api.model
    def _get_staff_ids(self, partners):
        """Those who work in a chamber: they have a login of the staff, or are a contact of a chamber."""
        chambers = self.env['res.company'].search([('chamber_kind', '!=', False)]).partner_id
        return set(self.env['res.partner'].search(Domain('id', 'in', partners.ids) & (
            Domain('user_ids', 'any', [('share', '=', False)]) | Domain('parent_id', 'in', chambers.ids))).ids)

    def _get_covered_state_ids(self):
        """The wilayas that the chamber of the session covers today."""
        Coverage = self.env['chamber.coverage']
        return set(Coverage.search(
            Domain('company_id', '=', self.company_id.id) & Coverage._get_date_domain(today_in_algeria())).state_id.ids)

    # the rules; each returns its line, or None where it does not apply

    @api.model
    def _line(self, rule, is_ok, text, warning=False):
        return {'rule': rule, 'ok': is_ok, 'text': text, 'warning': warning}

    def _explain_session(self, _partner_id, _facts):
        if self.state != 'open':
            return self._line('session', False, self.env._("The session is not open for enrolment."))
        if self.date_begin <= fields.Datetime.now():
            return self._line('session', False, self.env._("The session has begun."))
        last_day = self.enrolment_deadline
        if last_day and last_day < today_in_algeria():
            return self._line('session', False, self.env._(
                "Places could be asked for until %(date)s.", date=last_day.strftime('%d/%m/%Y')))
        return self._line('session', True, self.env._("The session is open for enrolment."))

    def _explain_audience(self, partner_id, facts):
        audience = self.programme_id.audience
        entry = facts['entries'].get(partner_id)
        if audience == 'open':
            return self._line('audience', True, self.env._("The course is open to anyone."))
        if audience == 'staff':
            is_staff = partner_id in facts['staff']
            return self._line('audience', is_staff, self.env._("Works in a chamber.") if is_staff else self.env._(
                "The course is for officials and managers of chambers."))
        if not entry:
            return self._line('audience', False, self.env._("No entry in the register of crafts and trades."))
        sentences = {
            'registered': self.env._("Entry %(number)s is in force.", number=entry.number),
            'suspended': self.env._("Entry %(number)s is suspended.", number=entry.number),
            'struck_off': self.env._("Entry %(number)s is struck off.", number=entry.number),
        }
        return self._line('audience', entry.state == 'registered', sentences[entry.state])

    def _explain_craft(self, partner_id, facts):
        crafts = self.programme_id.craft_activity_ids
        if not crafts:
            return None
        paths = facts['crafts'].get(partner_id, [])
        if any(f'/{craft.id}/' in path for craft in crafts for path in paths):
            return self._line('craft', True, self.env._("The craft is one that the programme is for."))
        return self._line('craft', False, self.env._(
            "The programme is for: %(crafts)s.", crafts=', '.join(crafts.mapped('name'))))

    def _explain_prerequisites(self, partner_id, facts):
        asked = self.programme_id.prerequisite_ids
        if not asked:
            return None
        missing = asked.filtered(lambda programme: (partner_id, programme.id) not in facts['certificates'])
        if missing:
            return self._line('prerequisites', False, self.env._(
                "A valid certificate is missing: %(programmes)s.", programmes=', '.join(missing.mapped('name'))))
        return self._line('prerequisites', True, self.env._("The courses to be taken before are certified."))

    def _explain_chamber(self, partner_id, facts):
        entry = facts['entries'].get(partner_id)
        if self.programme_id.audience != 'entry' or not entry:
            return None
        if (self.company_id.chamber_kind == 'national' or entry.company_id == self.company_id
                or entry.exercise_state_id.id in facts['covered']):
            return self._line('chamber', True, self.env._("The chamber of the session covers the registrant."))
        if self.accepts_other_chambers:
            return self._line('chamber', True, self.env._("The session accepts registrants of other chambers."))
        return self._line('chamber', False, self.env._(
            "The session is for registrants of its own chamber: %(chamber)s.",
            chamber=self.company_id._get_chamber_name(self.env.lang)))

    def _explain_enrolled(self, partner_id, facts):
        if partner_id in facts['enrolled']:
            return self._line('enrolled', False, self.env._("Already enrolled in this session."))
        return None

    def _explain_juror(self, partner_id, _facts):
        if partner_id in self.juror_ids.partner_id.ids:
            return self._line('juror', False, self.env._("Sits on the jury of this session, and cannot be a candidate."))
        return None

    def _explain_certificate(self, partner_id, facts):
        if (partner_id, self.programme_id.id) in facts['certificates']:
            return self._line('certificate', True, self.env._("Already holds the certificate of this programme."), warning=True)
        return None
