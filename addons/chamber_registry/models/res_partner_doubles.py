from odoo import api, fields, models
from odoo.tools import SQL

from ..tools import identifiers
from ..tools.text import normalise
from .res_partner import REGISTER_GROUP

# likeness of names, by their trigrams, from which two people born on the same day may be the same; of 1
CLOSE = 0.5
# a telephone that more registrants share than this belongs to a counter, not to a person
SHARED_PHONE = 10
SHOWN = 5


def sorted_words(text):
    """Return a name folded for comparison, whatever the order of its words."""
    return ' '.join(sorted(normalise(text).split()))


class ResPartner(models.Model):
    _inherit = 'res.partner'

    registrant_name_key = fields.Char(
        compute='_compute_registrant_name_keys', store=True, precompute=True, prefetch=False, exportable=False,
        help="Name, folded, its words in alphabetical order.")
    registrant_latin_key = fields.Char(
        compute='_compute_registrant_name_keys', store=True, precompute=True, prefetch=False, exportable=False,
        help="Name in Latin script, folded, its words in alphabetical order.")
    registrant_doubles = fields.Text(
        string="Perhaps already registered", compute='_compute_registrant_doubles', groups=REGISTER_GROUP)

    _registrant_birth_idx = models.Index("(birth_date) WHERE is_registrant")
    _registrant_phone_idx = models.Index("(phone) WHERE is_registrant")
    _registrant_legal_name_idx = models.Index("(registrant_name_key) WHERE is_registrant AND registrant_type <> 'artisan'")
    # the search of likely doubles reads the registrants that changed since its last run
    _registrant_changed_idx = models.Index("(write_date, id) WHERE is_registrant")

    @api.depends('is_registrant', 'name', 'name_latin')
    def _compute_registrant_name_keys(self):
        for partner in self:
            partner.registrant_name_key = partner.is_registrant and sorted_words(partner.name) or False
            partner.registrant_latin_key = partner.is_registrant and sorted_words(partner.name_latin) or False

    @api.depends('is_registrant', 'registrant_type', 'name', 'name_latin', 'birth_date', 'sex', 'phone')
    def _compute_registrant_doubles(self):
        for partner in self:
            partner.registrant_doubles = partner.is_registrant and '\n'.join(partner._describe_doubles()) or False

    def _describe_doubles(self):
        """Return a sentence for each registrant who may be this one, in the words that the user may read."""
        self.ensure_one()
        doubles = self._find_doubles()
        seen = set(doubles._filtered_access('read').ids)
        lines = []
        # sudo: of another chamber's registrant, the chamber and the number are told, as for the NIN; never the name
        for double in doubles.sudo():
            number = double._get_registration_number()
            chamber = double.chamber_id._get_chamber_name(self.env.lang)
            name = double.name if double.id in seen else self.env._("a registrant of another chamber")
            lines.append(' — '.join(filter(None, [name, number and f'\u2066{number}\u2069', chamber])))
        return lines

    def _find_doubles(self, limit=SHOWN):
        """Return the live registrants who look like this one, stored or being typed, and were not told apart from it."""
        fnames = ['registrant_name_key', 'registrant_latin_key', 'birth_date', 'sex', 'phone', 'is_registrant', 'active']
        self.env['res.partner'].flush_model([*fnames, 'registrant_type'])
        # sudo: names are compared whoever may read them; what is told of them is chosen by the caller
        partner = self.sudo()
        typed = SQL(
            "(VALUES (%s::int, %s::text, %s::text, %s::date, %s::text, %s::text, %s::text))"
            " AS one(id, registrant_name_key, registrant_latin_key, birth_date, sex, phone, registrant_type)",
            self._origin.id or 0, sorted_words(partner.name) or None, sorted_words(partner.name_latin) or None,
            partner.birth_date or None, partner.sex or None, identifiers.parse_phone(partner.phone) or None,
            partner.registrant_type or None)
        rows = self.env.execute_query(SQL(
            "SELECT other FROM (%s) AS found WHERE NOT EXISTS (%s)"
            " GROUP BY other ORDER BY bool_or(is_same_name) DESC, max(likeness) DESC, other LIMIT %s",
            self._doubles_query(typed), self.env['chamber.duplicate']._told_apart_query(self._origin.id or 0), limit))
        return self.browse(row[0] for row in rows)

    @api.model
    def _doubles_query(self, one):
        """SQL of the pairs (one, other, is_same_name, is_same_phone, likeness) of some registrants with all others.

        Each way reads an index: the day of birth, the telephone, the legal name.

        :param one: SQL of a relation called ``one`` with the columns that are compared
        """
        alive = SQL("other.is_registrant AND other.active AND other.id <> one.id")
        likeness = SQL(
            "GREATEST(COALESCE(similarity(one.registrant_name_key, other.registrant_name_key), 0),"
            " COALESCE(similarity(one.registrant_latin_key, other.registrant_latin_key), 0))")
        same = SQL(
            "COALESCE(one.registrant_name_key = other.registrant_name_key, FALSE)"
            " OR COALESCE(one.registrant_latin_key = other.registrant_latin_key, FALSE)")
        return SQL(
            """
            SELECT one.id AS one, other.id AS other, %(same)s AS is_same_name, FALSE AS is_same_phone, %(likeness)s AS likeness
              FROM %(one)s
              JOIN res_partner other ON other.birth_date = one.birth_date AND %(alive)s
             WHERE (one.sex = other.sex) IS NOT FALSE AND %(likeness)s >= %(close)s
             UNION ALL
            SELECT one.id, other.id, %(same)s, TRUE, %(likeness)s
              FROM %(one)s
             CROSS JOIN LATERAL (
                   SELECT * FROM res_partner other WHERE other.phone = one.phone AND %(alive)s LIMIT %(shared)s) other
             WHERE (SELECT count(*) FROM (
                   SELECT FROM res_partner p WHERE p.is_registrant AND p.phone = one.phone LIMIT %(shared)s) held) < %(shared)s
             UNION ALL
            SELECT one.id, other.id, TRUE, FALSE, 1
              FROM %(one)s
              JOIN res_partner other ON other.registrant_name_key = one.registrant_name_key
               AND other.registrant_type <> 'artisan' AND %(alive)s
             WHERE one.registrant_type <> 'artisan'
            """, same=same, likeness=likeness, one=one, alive=alive, close=CLOSE, shared=SHARED_PHONE + 1)
