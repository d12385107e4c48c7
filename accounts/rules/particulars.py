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


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyDetails:
    """What a company may change of itself afterwards. Its number is not among it: under another one it is another."""

    name: str
    name_kana: str
    postal_code: str
    address: str
    municipality_code: str
    telephone: str
