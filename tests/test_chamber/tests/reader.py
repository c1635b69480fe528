"""Somebody who reads Arabic only goes through the screens and notes every label in Latin letters."""
import json
import re
from pathlib import Path

SCRIPT = (Path(__file__).parent / 'reader.js').read_text(encoding='utf-8')
# Latin by nature: formats and marks that Arabic readers know in no other letters, addresses, the code of the national
# chamber and of the statistical nomenclature, the name of Odoo's robot, the notice that the map's licence asks for, and
# what a file, a numbering or a setting must hold to the letter: its columns, its {parts}, its keys; numbers of entries,
# of sections and of lines of statements.
KNOWN = re.compile(
    r"\b(PDF|JPEG|PNG|QR|CSV|xlsx|XLSX|vCard|UTF-8|CN|NAA( Rev)?|Odoo(Bot)?|Bot|OpenStreetMap contributors|CNAS)\b"
    r"|https?://\S+|[\w.]+@[\w.]+|\b[A-Z]{2}\d{10}\b|\b[A-Z]+\d*/\d{4}/[\d/]+|\b[IVX]+\b|\bT_[IVX]+\b"
    r"|\{\w+\}|الأعمدة code\b|: enable, func_name, kwargs\b|\bو?[a-z]+(_[a-z]+)+\b"
    # abbreviations and examples in Odoo's own Arabic
    r"|\b(INV|PO\d+|PAE|Lumber Inc|LED|TIN|NIN|SIN|Aadhaar|AVCO|VIN/SN|PIN|Kiosk|Google|MTO|WORK100)\b"
    # what formulas of wages are written with
    r"|\bhr\.\w+\b|Payslips - Browsable Object|\bresult\b|\binputs\.SALEURO\.amount\b|\bcontract\.wage\b")
# what Odoo has in English in its code, where no file of ours reaches
UNREACHABLE = {
    "No contract", "New Employee Record", "Usual Work Location", "Total Employee", "From Category", "Add nested rule",
    "All Not Acknowledged POs", "All Late Receipt POs", "Accrued Gain Time",
    "Timezone Mismatch : This timezone is different from that of your browser.\n"
    "Please, be mindful of this when setting the working hours or the time off.",
    # documents of the tests of approvals, where these are installed too
    "Guarded Test Document", "Guarded Computed Test Document",
}
WORD = re.compile(r"[A-Za-zÀ-ÿ]{2,}")


class Reader:
    """Reads the screens of one person, who is signed in at a desk."""

    def __init__(self, desk):
        self.desk = desk
        desk.run(SCRIPT)

    def menus(self):
        """The menus of this person that open something, as dicts with id, appID, actionID, xmlid and name."""
        return [menu for menu in self.desk.run("reader.menus()") if menu['actionID']]

    def walk(self, menu, whole):
        """Open a menu and read its screen and its first record; the ``whole`` of it with all views, filters and pages."""
        self.desk.run(f"reader.walk({menu['id']}, {json.dumps(whole)})")

    @property
    def screens(self):
        """How many screens have been read."""
        return self.desk.run("reader.screens")

    def findings(self):
        """(text, place, element) of each label with a word in Latin letters, each text once."""
        found = {}
        for text, place, element in self.desk.run("reader.found"):
            if text not in UNREACHABLE and WORD.search(KNOWN.sub('', text)):
                found.setdefault(text, (text, place, element))
        return list(found.values())
