"""Where a page lies and what it offers is said alike on every floor."""

from kernel.parts import Crumb, Offer


def test_the_page_itself_has_no_address_and_an_offer_is_a_link_of_the_first_weight() -> None:
    assert Crumb("マイページ").url == ""
    assert (Offer("進む", "/").weight, Offer("進む", "/").posts) == ("first", False)
