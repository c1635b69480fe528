"""Who sits where in a session: plain arithmetic, no database."""
from typing import NamedTuple

SEATED = ('accepted', 'offered')
OPEN = ('asked', 'accepted', 'waiting', 'offered')


class Place(NamedTuple):
    """What counts of an enrolment. ``revision`` grows by one with each step."""

    id: int
    partner_id: int
    state: str
    seat_number: int
    waiting_rank: int
    revision: int
    state_id: int = 0
    sex: str = ''
    # ids of the craft and of what it belongs to, as '1/12/345/'
    craft_path: str = ''


class Quota(NamedTuple):
    """At most ``seats`` people of a wilaya, a sex or a craft."""

    id: int
    kind: str
    value: object
    seats: int

    def applies(self, place):
        """Tell whether the quota counts a person.

        >>> Quota(1, 'craft', 12, 3).applies(Place(1, 1, 'asked', 0, 0, 1, craft_path='1/12/345/'))
        True
        """
        if self.kind == 'craft':
            return f'/{self.value}/' in f'/{place.craft_path}'
        return self.value == (place.sex if self.kind == 'sex' else place.state_id)


class Places:
    """The places of a session: its seats, its quotas and everyone enrolled.

    ``own`` is what the transaction sees, ``committed`` what others have left since it began; the later revision of an
    enrolment is the true one.
    """

    def __init__(self, seats, quotas, own, committed=()):
        self.seats = seats
        self.quotas = quotas
        self._own_revisions = {place.id: place.revision for place in own}
        self._places = {}
        for place in (*own, *committed):
            known = self._places.get(place.id)
            if known is None or place.revision > known.revision:
                self._places[place.id] = place

    def __iter__(self):
        return iter(self._places.values())

    def __getitem__(self, id_):
        return self._places[id_]

    def is_overtaken(self, id_):
        """Tell whether others have changed an enrolment since the transaction began."""
        return self._own_revisions.get(id_, 0) < self._places[id_].revision

    def put(self, place):
        """Note where a person is now; it is the transaction's own doing."""
        self._places[place.id] = place
        self._own_revisions[place.id] = place.revision

    @property
    def seated(self):
        return [place for place in self if place.state in SEATED]

    @property
    def waiting(self):
        """Those on the waiting list, in its order."""
        return sorted((place for place in self if place.state == 'waiting'), key=lambda place: place.waiting_rank)

    @property
    def free_count(self):
        return max(0, self.seats - len(self.seated))

    @property
    def free_seat(self):
        """The lowest seat that nobody holds, or 0 where all are held.

        >>> places = Places(2, [], [Place(1, 1, 'accepted', 1, 0, 1)])
        >>> places.free_seat
        2
        """
        if not self.free_count:
            return 0
        held = {place.seat_number for place in self.seated}
        return next(seat for seat in range(1, len(held) + 2) if seat not in held)

    @property
    def next_rank(self):
        return max((place.waiting_rank for place in self), default=0) + 1

    @property
    def enrolled_partner_ids(self):
        return {place.partner_id for place in self if place.state in OPEN}

    def seat_or_wait(self, person):
        """Return the place of a person who gets the lowest free seat, or the next rank of the waiting list.

        >>> Places(1, [], []).seat_or_wait(Place(1, 1, 'asked', 0, 0, 1)).state
        'accepted'
        """
        if self.free_count and not self.full_quota(person):
            return person._replace(state='accepted', seat_number=self.free_seat)
        return person._replace(state='waiting', waiting_rank=person.waiting_rank or self.next_rank)

    def full_quota(self, person):
        """Return the first quota that would be passed by seating this person, or None."""
        for quota in self.quotas:
            if quota.applies(person):
                if sum(quota.applies(place) for place in self.seated if place.id != person.id) >= quota.seats:
                    return quota
        return None
