"""Every ambiguity of a guide as a named setting. The names of the readings are the law of this module.

Each has all its readings implemented; which one a call takes stands in its terms, the default is the first named.
"""

from typing import Literal

from applications.rules.shapes import Count, Shape


class Readings(Shape):
    """The association's choices where the guide leaves a choice (A1 is `window.closes_at`, A17/A18 are `papers`)."""

    correction: Literal["within_window", "until_due_date", "none"]  # A2
    order_on_decision_day: Literal["hold", "excluded", "allowed"]  # A3
    cutoff: Literal["base_points", "base_and_bonus_of_base", "base_and_bonus_of_all"]  # A4
    cutoff_panel: Literal["pooled", "each_reviewer", "median", "without_extremes"]  # A4
    novelty: Literal["single", "prior_award_costs_part"]  # A5
    proration: Literal["daily", "monthly"]  # A6
    asset_threshold: Literal["tax_excluded", "tax_included"]  # A7
    overrun: Literal["all_if_unfinished", "all_if_any_late", "late_part_only"]  # A8
    miscellaneous_services: Literal["not_offered", "offered"]  # A9
    kpi_aggregate: Literal["pooled", "mean_of_rates", "every_task"]  # A10
    kpi_shortfall: Literal["warning", "review", "unmet"]  # A10
    officers_counted: Literal["all_of_companies_act", "without_outside_and_auditors"]  # A11
    report_due_count: Literal["completion_plus_days", "completion_day_counted"]  # A12
    report_due_closed_day: Literal["kept", "next_business_day"]  # A12
    decision_below_floor: Literal["blocked", "warned", "allowed"]  # A13
    usage_fee_in_prefecture: Literal["warning", "required", "none"]  # A14
    deemed_chain: Literal["one_level", "every_level"]  # A15
    cash_only_trade: Literal["substitute_evidence", "excluded", "accepted"]  # A16
    untaxed_purchase: Literal["amount_paid", "divided_by_tax"]  # A19
    minor_change: Literal["all_need_approval", "small_shift_by_notice"]  # A20
    finalization_rate: Literal["call_rate", "decided_ratio"]
    security_action_date: Literal["declared_on", "id_notified_on"]
    prior_award_points: Count  # A5: what a prior award costs where the points of 新規性 are split
