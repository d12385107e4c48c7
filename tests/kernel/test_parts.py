"""Where a page lies and what it offers is said alike on every floor."""

from accounts.views import parts as lower
from applications.views import parts as upper
from kernel.parts import Crumb, Offer


def test_every_floor_makes_its_pages_of_the_same_parts() -> None:
    assert upper.Crumb is Crumb
    assert upper.Offer is Offer
    assert vars(lower)["Offer"] is Offer


def test_the_page_itself_has_no_address_and_an_offer_is_a_link_of_the_first_weight() -> None:
    assert Crumb("マイページ").url == ""
    assert (Offer("進む", "/").weight, Offer("進む", "/").posts) == ("first", False)
