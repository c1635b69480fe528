from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import float_compare, float_round, format_amount

FINISHED_STATES = ('done', 'closed')


class ChamberTrainingEnrolment(models.Model):
    """The rule of the programme for each participant, explained line by line, and the certificate that follows."""
    _inherit = 'chamber.training.enrolment'

    result_ids = fields.One2many('chamber.training.deliberation.line', 'enrolment_id', string="Results of the Jury")
    has_final_mark = fields.Boolean(compute='_compute_final_mark', store=True)
    final_mark = fields.Float(
        string="Mark out of 20", compute='_compute_final_mark', store=True, aggregator='avg',
        help="Of the jury's minutes for a test, of the test at the end for a course.")
    jury_result = fields.Selection(
        [('admitted', "Admitted"), ('failed', "Not admitted"), ('absent', "Absent")], string="Result of the Jury",
        compute='_compute_final_mark', store=True)
    certificate_id = fields.Many2one(
        'chamber.training.certificate', string="Valid Certificate", compute='_compute_certificate_id')
    meets_certificate_rule = fields.Boolean(string="Meets the Rule", compute='_compute_certificate_explanation')
    certificate_explanation = fields.Html(string="Rule of the Certificate", compute='_compute_certificate_explanation')

    @api.depends(lambda self: self._get_mark_depends())
    def _compute_final_mark(self):
        for enrolment in self:
            signed = enrolment.result_ids.filtered(lambda line: line.deliberation_id.state == 'signed')
            enrolment.jury_result = signed.result
            if enrolment.session_id.kind == 'test':
                enrolment.has_final_mark = bool(signed) and signed.result != 'absent'
                enrolment.final_mark = signed.mark
            else:
                score = enrolment._get_after_score()
                enrolment.has_final_mark = score is not None
                enrolment.final_mark = float_round((score or 0) / 5, precision_digits=2)

    @api.model
    def _get_mark_depends(self):
        names = ['session_id.kind', 'result_ids.mark', 'result_ids.result', 'result_ids.deliberation_id.state']
        return [*names, 'after_score', 'is_after_done'] if 'is_after_done' in self._fields else names

    def _get_after_score(self):
        """Score of the test at the end of a course, in %, or None where it was not taken."""
        return self.after_score if 'is_after_done' in self._fields and self.is_after_done else None

    @api.depends('certificate_ids.is_revoked')
    def _compute_certificate_id(self):
        for enrolment in self:
            enrolment.certificate_id = enrolment.certificate_ids.filtered(lambda paper: not paper.is_revoked)[:1]

    @api.depends_context('lang')
    def _compute_certificate_explanation(self):
        explained = self._explain_certificate()
        for enrolment in self:
            lines = explained[enrolment]
            enrolment.meets_certificate_rule = all(line['ok'] for line in lines)
            enrolment.certificate_explanation = Markup('<ul class="o_training_rule list-unstyled mb-0">%s</ul>') % Markup().join(
                Markup('<li class="%s"><i class="fa fa-fw %s me-1" role="presentation"></i>%s</li>') % (
                    'text-success' if line['ok'] else 'text-danger', 'fa-check' if line['ok'] else 'fa-times', line['text'])
                for line in lines)

    def _explain_certificate(self):
        """The programme's rule for each of these participants, in the reader's language.

        :return: dict of enrolment to a list of ``{'rule', 'ok', 'text'}``; all ``ok``: a certificate is due
        """
        # sudo: the rule says the same whoever asks, and speaks of the participant's own figures only
        return {enrolment: enrolment.sudo()._get_rule_lines() for enrolment in self}

    def _get_rule_lines(self):
        lines = [self._explain_session(), self._explain_place()]
        if self.session_id.kind == 'test':
            lines.append(self._explain_jury())
        else:
            lines += [*self._explain_hours(), *self._explain_modules()]
        lines += self._explain_mark()
        lines.append(self._explain_fee())
        return [{'rule': rule, 'ok': is_met, 'text': text} for rule, is_met, text in lines]

    def _explain_session(self):
        states = dict(self.session_id._fields['state']._description_selection(self.env))
        is_met = self.session_id.state in FINISHED_STATES
        return 'session', is_met, self.env._("Session: %(state)s", state=states[self.session_id.state])

    def _explain_place(self):
        states = dict(self._fields['state']._description_selection(self.env))
        return 'enrolment', self.state == 'accepted', self.env._("Enrolment: %(state)s", state=states[self.state])

    def _explain_hours(self):
        minimum = self.programme_id.minimum_share
        if not minimum:
            return []
        is_met = float_compare(self.attended_share, minimum, precision_digits=2) >= 0
        return [('hours', is_met, self.env._(
            "Hours: %(attended)s of %(taught)s = %(share)s%%, minimum %(minimum)s%%",
            attended=_figure(self.hours_attended), taught=_figure(self.session_id.hours),
            share=_figure(self.attended_share), minimum=_figure(minimum)))]

    def _explain_modules(self):
        attended = self.attended_module_ids
        return [
            ('module', module in attended,
             self.env._("Compulsory module “%(module)s”: attended", module=module.name) if module in attended
             else self.env._("Compulsory module “%(module)s”: not attended", module=module.name))
            for module in self.programme_id.module_ids if module.is_compulsory
        ]

    def _explain_jury(self):
        results = dict(self._fields['jury_result']._description_selection(self.env))
        line = self.result_ids.filtered(lambda line: line.deliberation_id.state == 'signed')
        if not line:
            return 'jury', False, self.env._("Minutes of the jury: not signed yet")
        return 'jury', line.result == 'admitted', self.env._(
            "Minutes %(number)s of the jury: %(result)s", number=line.deliberation_id.number, result=results[line.result])

    def _get_pass_mark(self):
        """The mark asked for: that of the signed minutes, else that of the programme today."""
        signed = self.result_ids.deliberation_id.filtered(lambda minutes: minutes.state == 'signed')
        return signed.pass_mark if signed else self.programme_id.pass_mark

    def _explain_mark(self):
        minimum = self._get_pass_mark()
        if not minimum:
            return []
        if not self.has_final_mark:
            return [('mark', False, self.env._("Mark: none yet, minimum %(minimum)s of 20", minimum=_figure(minimum)))]
        return [('mark', float_compare(self.final_mark, minimum, precision_digits=2) >= 0, self.env._(
            "Mark: %(mark)s of 20, minimum %(minimum)s", mark=_figure(self.final_mark), minimum=_figure(minimum)))]

    def _explain_fee(self):
        if self.fee_state == 'due':
            amount = format_amount(self.env, self.fee_amount, self.fee_currency_id)
            return 'fee', False, self.env._("Fee: %(amount)s still due", amount=amount)
        return 'fee', True, self.env._("Fee: paid") if self.fee_state == 'paid' else self.env._("Fee: none")

    def action_make_certificate(self):
        """Issue the certificate of these participants, or open the one that they have.

        :raises AccessError: for anyone but a training officer of the chamber
        :raises UserError: where the programme's rule is not met, with its lines
        """
        certificates = self.env['chamber.training.certificate']._issue(self)
        certificates._notify_ready()
        return certificates._get_list_action()

    def write(self, vals):
        if 'state' in vals and any(
                enrolment.state != vals['state'] and enrolment.jury_result for enrolment in self):
            raise UserError(self.env._("The minutes of the jury are signed: the place of a candidate no longer changes."))
        return super().write(vals)


def _figure(value):
    """A number with two decimals at most, and none where they say nothing."""
    return f'{float_round(value, precision_digits=2):.2f}'.rstrip('0').rstrip('.')
