"""The day that counts for public papers."""
from datetime import datetime
from zoneinfo import ZoneInfo

ALGIERS = ZoneInfo('Africa/Algiers')


def today_in_algeria():
    """Return the day in Algeria, whatever the time zone of the user or of the server.

    An act done at 23:30 UTC is dated the next day, as in the office where it is done.
    """
    return datetime.now(ALGIERS).date()


def day_in_algeria(moment):
    """Return the day in Algeria of a moment as Odoo stores it, in UTC."""
    return moment.replace(tzinfo=ZoneInfo('UTC')).astimezone(ALGIERS).date()
