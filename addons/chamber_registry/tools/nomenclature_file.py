"""Reading the annex of a decree: a CSV of code, name_ar, name_fr."""
import csv
import io
import re
from typing import NamedTuple

COLUMNS = ('code', 'name_ar', 'name_fr')


class Row(NamedTuple):
    number: int
    code: str
    name_ar: str
    name_fr: str


class FileError(ValueError):
    """The file as a whole cannot be read. ``reason``: 'encoding', 'columns' or 'empty'."""


def read(content):
    """Return the rows of a CSV file, with the number of their line; raises FileError.

    UTF-8, with or without byte order mark; comma, semicolon or tab; the order of the columns does not matter.
    """
    try:
        text = content.decode('utf-8-sig')
    except UnicodeDecodeError as error:
        raise FileError('encoding') from error
    header = text.partition('\n')[0]
    delimiter = max(',;\t', key=header.count)
    reader = csv.DictReader(io.StringIO(text, newline=''), delimiter=delimiter)
    names = {(name or '').strip().lower(): name for name in reader.fieldnames or []}
    if not set(COLUMNS) <= names.keys():
        raise FileError('columns')
    rows = []
    for record in reader:
        cells = [' '.join((record[names[column]] or '').split()) for column in COLUMNS]
        if any(cells):
            rows.append(Row(reader.line_num, *cells))
    if not rows:
        raise FileError('empty')
    return rows


def faults(rows, sectors):
    """Return {line number: [codes of faults]}: 'code', 'sector', 'twice', 'name_ar', 'name_fr'."""
    found, seen = {}, set()
    for row in rows:
        wrong = []
        if not re.fullmatch(r'[0-9]{7}', row.code):
            wrong.append('code')
        elif row.code[:2] not in sectors:
            wrong.append('sector')
        if row.code in seen:
            wrong.append('twice')
        wrong += [column for column in ('name_ar', 'name_fr') if not getattr(row, column)]
        seen.add(row.code)
        if wrong:
            found[row.number] = wrong
    return found
