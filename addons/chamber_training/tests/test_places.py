from odoo.tests import BaseCase

from ..tools.places import Place, Places, Quota


def place(id_, state, seat=0, rank=0, revision=1, **values):
    return Place(id_, id_, state, seat, rank, revision, **values)


class TestPlaces(BaseCase):
    """The arithmetic of seats."""

    def test_the_lowest_free_seat_is_given(self):
        for seats, held, expected in (
                (3, [], 1), (3, [1], 2), (3, [2], 1), (3, [1, 3], 2), (3, [1, 2, 3], 0), (2, [5], 1), (1, [5], 0)):
            with self.subTest(seats=seats, held=held):
                places = Places(seats, [], [place(seat, 'accepted', seat) for seat in held])
                self.assertEqual(places.free_seat, expected)

    def test_an_offered_seat_is_held(self):
        self.assertEqual(Places(1, [], [place(1, 'offered', 1)]).free_count, 0)

    def test_the_later_revision_counts(self):
        places = Places(1, [], [place(1, 'accepted', 1)], [place(1, 'cancelled', revision=2), place(2, 'accepted', 1)])
        self.assertEqual([seated.id for seated in places.seated], [2])
        self.assertTrue(places.is_overtaken(1))
        self.assertTrue(places.is_overtaken(2), "the transaction does not see it at all")

    def test_own_changes_count_before_they_are_committed(self):
        places = Places(1, [], [place(1, 'cancelled', revision=2)], [place(1, 'accepted', 1)])
        self.assertEqual(places.free_seat, 1)
        self.assertFalse(places.is_overtaken(1))

    def test_ranks_go_on_from_the_last_that_was_given(self):
        places = Places(0, [], [place(1, 'lapsed', rank=4)])
        self.assertEqual(places.seat_or_wait(place(2, 'asked')).waiting_rank, 5)
        self.assertEqual(places.seat_or_wait(place(2, 'asked', rank=2)).waiting_rank, 2)

    def test_quotas(self):
        men, wilaya, craft = Quota(1, 'sex', 'male', 1), Quota(2, 'wilaya', 7, 1), Quota(3, 'craft', 12, 1)
        seated = place(1, 'accepted', 1, sex='male', state_id=7, craft_path='1/12/345/')
        for quota, values in ((men, {'sex': 'male'}), (wilaya, {'state_id': 7}), (craft, {'craft_path': '1/12/9/'})):
            places = Places(5, [quota], [seated])
            self.assertEqual(places.full_quota(place(2, 'waiting', **values)), quota)
            self.assertIsNone(places.full_quota(place(2, 'waiting', sex='female', state_id=8, craft_path='1/121/')))
            self.assertIsNone(places.full_quota(seated), "who is seated already does not stand in his own way")
