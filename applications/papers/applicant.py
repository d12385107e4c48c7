"""Who applies: the block on the first page, and the facts by which an applicant is judged."""

from applications.papers.blanks import BLANK_DATE, YES_OR_NO, Choices, padded
from records.papers.view_model import Line, Lines, PaperPart


class Addressee(PaperPart):
    """To whom a paper is addressed, line by line, the honorific included."""

    lines: Lines = ()


class Contact(PaperPart):
    """Who answers the telephone."""

    department: Line = ""
    name: Line = ""
    telephone: Line = ""
    email: Line = ""


class Shareholder(PaperPart):
    """One holder of shares or contributions."""

    name: Line = ""
    kind: Line = ""
    shares: Line = ""
    ratio: Line = ""


class Officer(PaperPart):
    """One officer, as the question of deemed large enterprises asks."""

    position: Line = ""
    name: Line = ""
    concurrent_post: Line = ""
    concurrent_kind: Line = ""


class TaxableIncome(PaperPart):
    """Taxable income of one settled year."""

    year: Line = ""
    amount: Line = ""


class FinancialYear(PaperPart):
    """The figures of one settled year."""

    year: Line = ""
    sales: Line = ""
    operating_profit: Line = ""
    net_assets: Line = ""
    accumulated_deficit: Line = ""


class OtherSubsidy(PaperPart):
    """Another subsidy asked for or received for the same work."""

    name: Line = ""
    grantor: Line = ""
    state: Line = ""
    sameness: Line = ""


class Applicant(PaperPart):
    """The applicant as named and as judged."""

    entity_type: Choices = ()
    name: Line = ""
    name_kana: Line = ""
    representative_title: Line = ""
    representative_name: Line = ""
    representative_kana: Line = ""
    postal_code: Line = ""
    address: Line = ""
    corporate_number: Line = ""
    invoice_number: Line = ""
    base_in_prefecture: Choices = ()
    base_note: Line = ""
    established_on: Line = BLANK_DATE
    industry: Line = ""
    sme_class: Line = ""
    sme_class_reason: Line = ""
    capital: Line = ""
    regular_employees: Line = ""
    regular_employees_note: Line = ""
    small_scale: Line = ""
    total_shares: Line = ""
    shareholders: tuple[Shareholder, ...] = ()
    officers: tuple[Officer, ...] = ()
    taxable_income: tuple[TaxableIncome, ...] = ()
    taxable_income_average: Line = ""
    financial_years: tuple[FinancialYear, ...] = ()
    contact: Contact = Contact()

    @property
    def shareholder_rows(self) -> tuple[Shareholder, ...]:
        """Return the shareholders, with room for three."""
        return padded(self.shareholders, Shareholder, at_least=3)

    @property
    def officer_rows(self) -> tuple[Officer, ...]:
        """Return the officers, with room for three."""
        return padded(self.officers, Officer, at_least=3)

    @property
    def income_rows(self) -> tuple[TaxableIncome, ...]:
        """Return the settled years, with room for three."""
        return padded(self.taxable_income, TaxableIncome, at_least=3)

    @property
    def financial_rows(self) -> tuple[FinancialYear, ...]:
        """Return the settled years, with room for two."""
        return padded(self.financial_years, FinancialYear, at_least=2)


class Requirements(PaperPart):
    """What the applicant declares about the conditions of the call."""

    other_subsidy: Choices = YES_OR_NO
    other_subsidies: tuple[OtherSubsidy, ...] = ()
    prior_award: Choices = YES_OR_NO
    prior_award_number: Line = ""
    concurrent_application: Choices = YES_OR_NO
    concurrent_application_label: Line = ""
    prior_award_label: Line = ""
    consulted_on: Line = BLANK_DATE
    consultation_number: Line = ""
    security_action: Choices = ()
    security_action_id: Line = ""
    security_action_declared_on: Line = BLANK_DATE
    partnership: Choices = YES_OR_NO
    partnership_address: Line = ""
    partnership_declared_on: Line = BLANK_DATE
    dx_plan: Choices = YES_OR_NO

    @property
    def other_subsidy_rows(self) -> tuple[OtherSubsidy, ...]:
        """Return the other subsidies, with room for two."""
        return padded(self.other_subsidies, OtherSubsidy, at_least=2)
