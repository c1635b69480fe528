"""Whole registrations through the HTTP API, as three people would do them; one process a client."""

import http.client
import json
import random
import time
from urllib.parse import urlparse


class Refused(Exception):
    """The server answered with an error."""


class Client:
    """One counter: its agent, registrar and director, and the time that each call took."""

    def __init__(self, address, database, seed, number):
        self.place = urlparse(address)
        self.database, self.seed, self.number = database, seed, number
        self.connection = http.client.HTTPConnection(self.place.hostname, self.place.port, timeout=60)
        self.seconds = []

    def call(self, role, model, method, **arguments):
        body = json.dumps(arguments)
        headers = {
            "Authorization": f"bearer {self.seed['keys'][role]}", "Content-Type": "application/json",
            "X-Odoo-Database": self.database,
        }
        started = time.perf_counter()
        self.connection.request("POST", f"/json/2/{model}/{method}", body, headers)
        answer = self.connection.getresponse()
        text = answer.read()
        self.seconds.append(time.perf_counter() - started)
        if answer.status != 200:
            raise Refused(f"{model}.{method}: {answer.status} {text[:600].decode(errors='replace')}")
        return json.loads(text)

    def register(self, running):
        """One registration: enter, pay, file, study, submit, approve twice; the last call makes entry and act."""
        unique = f"{self.number:02d}{running:05d}"
        partner = self.call("agent", "res.partner", "create", vals_list=[{
            "is_registrant": True, "registrant_type": "artisan", "family_name_ar": "زروقي", "given_name_ar": "سفيان",
            "family_name_latin": "Zerrouki", "given_name_latin": f"Sofiane {unique}", "sex": "male",
            "birth_date": "1984-05-12", "city_id": self.seed["city"],
            "nin_entry": f"10984160{unique}{random.randint(100, 999)}",
        }])[0]
        request = self.call("agent", "chamber.request", "create", vals_list=[{
            "partner_id": partner, "main_activity_id": self.seed["craft"], "place_of_exercise": "workshop",
            "exercise_city_id": self.seed["city"], "qualification_kind": "diploma", "fee_payment_method": "cash",
        }])[0]
        self.call("agent", "chamber.request", "action_receive_documents", ids=[request])
        self.call("agent", "chamber.request", "action_mark_fee_paid", ids=[request])
        self.call("agent", "chamber.request", "action_file", ids=[request])
        self.call("registrar", "chamber.request", "action_start_study", ids=[request])
        self.call("registrar", "chamber.request", "action_check_documents", ids=[request])
        self.call("registrar", "chamber.request", "action_submit", ids=[request])
        self.call("registrar", "chamber.request", "validate_tier", ids=[request])
        self.call("director", "chamber.request", "validate_tier", ids=[request])


def work(address, database, seed, number, seconds, pace, answers):
    """Register until the time is over; `pace` is the seconds between two beginnings, 0 for as fast as it goes."""
    client = Client(address, database, seed, number)
    done, errors = 0, []
    started = time.perf_counter()
    while (now := time.perf_counter()) - started < seconds:
        due = started + done * pace
        if pace and due > now:
            time.sleep(min(due - now, seconds))
            continue
        try:
            client.register(done)
        except Refused as refused:
            errors.append(str(refused))
        done += 1
    answers.put((done - len(errors), time.perf_counter() - started, client.seconds, errors))
