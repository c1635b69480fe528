from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

from odoo.addons.l10n_dz_territory.tools.day import ALGIERS, day_in_algeria, today_in_algeria
from odoo.addons.report_weasyprint.tools.text import amount, long_date_ar, long_date_fr


class ChamberTrainingCatalogue(models.AbstractModel):
    """What anyone may read of training, without a login: published programmes and their coming open sessions.

    Everything is read with full rights and given as plain values: nothing of a person is among them.
    """
    _name = 'chamber.training.catalogue'
    _description = "Public Catalogue of Training"

    @api.model
    def _get_programme_domain(self):
        return Domain('is_published', '=', True) & Domain('active', '=', True)

    @api.model
    def _get_session_domain(self):
        """Sessions in which a place may still be asked for."""
        return (
            Domain('state', '=', 'open') & Domain('date_begin', '>', fields.Datetime.now())
            & Domain('programme_id', 'any', self._get_programme_domain())
            & (Domain('enrolment_deadline', '=', False) | Domain('enrolment_deadline', '>=', today_in_algeria())))

    @api.model
    def _get_session(self, session_id):
        """Return a session open to the public with full rights, or an empty record."""
        # sudo: nobody but the staff reads sessions; the domain lets only open ones of published programmes through
        return self.env['chamber.training.session'].sudo().search(
            self._get_session_domain() & Domain('id', '=', session_id), limit=1)

    @api.model
    def _get_list(self, theme_id=None, state_id=None):
        """Return the values of the page of all programmes.

        :param theme_id: only programmes of this theme
        :param state_id: only programmes with an open session of the chamber of this wilaya
        """
        sessions = self.env['chamber.training.session'].sudo().search(  # see the class
            self._get_session_domain(), order='id')
        coverage = self._get_coverage(sessions.company_id)
        domain = self._get_programme_domain()
        if theme_id:
            domain &= Domain('theme_id', '=', theme_id)
        if state_id:
            chamber = coverage.filtered(lambda line: line.state_id.id == state_id).company_id
            sessions = sessions.filtered(lambda session: session.company_id in chamber)
            domain &= Domain('id', 'in', sessions.programme_id.ids)
        programmes = self.env['chamber.training.programme'].sudo().with_context(bin_size=True).search(domain)  # see the class
        by_programme = sessions.grouped('programme_id')
        empty = sessions.browse()
        return {
            'programmes': [
                self._describe(programme, by_programme.get(programme, empty)) for programme in programmes],
            'themes': self._get_themes(),
            'states': sorted(((state.id, state.name) for state in coverage.state_id), key=lambda pair: pair[1]),
            'theme_id': theme_id, 'state_id': state_id,
        }

    @api.model
    def _get_coverage(self, companies):
        Coverage = self.env['chamber.coverage'].sudo()  # which chamber covers which wilaya is no secret
        return Coverage.search(
            Domain('company_id', 'in', companies.ids) & Coverage._get_date_domain(today_in_algeria()))

    @api.model
    def _get_themes(self):
        themes = self.env['chamber.training.programme'].sudo()._read_group(  # see the class
            self._get_programme_domain() & Domain('theme_id', '!=', False), ['theme_id'])
        return [(theme.id, theme.name) for [theme] in themes]

    @api.model
    def _describe(self, programme, sessions):
        dates = sessions.mapped('date_begin')
        return {
            'id': programme.id, 'name': programme.name, 'summary': programme.summary, 'theme': programme.theme_id.name,
            'hours': programme.hours, 'is_test': programme.kind == 'test', 'has_image': bool(programme.image_128),
            'price': self._price_text(programme.price_full), 'session_count': len(sessions),
            'next_date': self._day_text(day_in_algeria(min(dates))) if dates else False,
        }

    @api.model
    def _get_programme(self, programme_id):
        """Return the values of the page of one programme, or None where it is not published."""
        programme = self.env['chamber.training.programme'].sudo().with_context(bin_size=True).search(  # see the class
            self._get_programme_domain() & Domain('id', '=', programme_id))
        if not programme:
            return None
        sessions = self.env['chamber.training.session'].sudo().search(  # see the class
            self._get_session_domain() & Domain('programme_id', '=', programme.id)).sorted('date_begin')
        audiences = dict(programme._fields['audience']._description_selection(self.env))
        return {
            **self._describe(programme, sessions),
            'objectives': programme.objectives, 'description': programme.description,
            'audience': audiences[programme.audience], 'crafts': programme.craft_activity_ids.mapped('name'),
            'prerequisites': programme.prerequisite_ids.mapped('name'),
            'modules': [
                {'name': module.name, 'content': module.content, 'hours': module.hours, 'compulsory': module.is_compulsory}
                for module in programme.module_ids
            ],
            'minimum_share': programme.minimum_share, 'pass_mark': programme.pass_mark,
            'sessions': [self._describe_session(session) for session in sessions],
        }

    @api.model
    def _describe_session(self, session):
        price = session.programme_id._get_price(session.price_kind, today_in_algeria())
        return {
            'id': session.id, 'name': session.name, 'chamber': session.company_id._get_chamber_name(self.env.lang),
            'place': ' — '.join(filter(None, [session.room_id.name, session.room_id.city_id.name])),
            'begin': self._day_text(day_in_algeria(session.date_begin)),
            'end': self._day_text(day_in_algeria(session.date_end)),
            'time': self._time_text(session.date_begin),
            'free_seats': session.free_count, 'price': self._price_text(price),
            'deadline': self._day_text(session.enrolment_deadline) if session.enrolment_deadline else False,
        }

    @api.model
    def _day_text(self, day):
        """A day in the words in use in Algeria, in the language of the page."""
        if (self.env.lang or '').startswith('ar'):
            return long_date_ar(day)
        return long_date_fr(day) if (self.env.lang or '').startswith('fr') else format_date(self.env, day, date_format='d MMMM y')

    @api.model
    def _time_text(self, moment):
        """The time in Algeria of a moment as Odoo stores it."""
        return fields.Datetime.context_timestamp(self.with_context(tz=ALGIERS.key), moment).strftime('%H:%M')

    @api.model
    def _price_text(self, value):
        """An amount in dinars, or False where nothing is asked."""
        return self.env._("%(amount)s DA", amount=amount(value, 0)) if value else False
