"""Public holidays of Algeria as the ``holidays`` library knows them, each with a key that is the same every year."""
from collections import Counter
from dataclasses import dataclass
from datetime import date

from holidays.countries import Algeria

LANGUAGES = {'ar': 'ar_001', 'fr': 'fr_FR', 'en_US': 'en_US'}
# English names of the library, to what each day is called here
KEYS = {
    "New Year's Day": 'new_year', "Amazigh New Year": 'yennayer', "Labor Day": 'labour_day',
    "Independence Day": 'independence', "Revolution Day": 'revolution', "Islamic New Year": 'muharram',
    "Ashura": 'ashura', "Prophet's Birthday": 'mawlid', "Eid al-Fitr": 'fitr', "Eid al-Adha": 'adha',
}
FIXED = {'new_year', 'yennayer', 'labour_day', 'independence', 'revolution'}


@dataclass(frozen=True)
class PublicHoliday:
    """``key`` such as 'fitr_2'; ``lunar``: proclaimed each year, the date here is estimated; ``names`` by language."""
    key: str
    day: date
    lunar: bool
    names: tuple


def public_holidays(year):
    """Public holidays of a calendar year, in the order of their days.

    :raises KeyError: for a holiday of the library that has no key here
    """
    calendars = {
        language: Algeria(years=year, language=language, islamic_show_estimated=False) for language in LANGUAGES}
    seen, found = Counter(), []
    for day in sorted(calendars['en_US']):
        for place, name in enumerate(calendars['en_US'].get_list(day)):
            key = KEYS[name]
            seen[key] += 1
            found.append(PublicHoliday(
                f'{key}_{seen[key]}', day, key not in FIXED,
                tuple((code, calendars[language].get_list(day)[place]) for language, code in LANGUAGES.items())))
    return found
