"""What is known of an organisation when it is registered."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """Name, number and whereabouts; more is asked with the application."""

    name: str
    name_kana: str = ""
    corporate_number: str = ""
    postal_code: str = ""
    address: str = ""
    municipality_code: str = ""
    telephone: str = ""
