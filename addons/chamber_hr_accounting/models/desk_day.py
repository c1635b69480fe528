from odoo.addons.chamber_registry.models.engine import is_engine
from odoo.addons.l10n_dz_territory.tools.day import today_in_algeria


def get_desk_day(records):
    """Return the day on which the cash desk books: today, in Algeria.

    Demonstration data are booked on past days by the engine's own context; no client can say another day.
    """
    return is_engine(records) and records.env.context.get('chamber_desk_day') or today_in_algeria()
