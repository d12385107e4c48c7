"""The settlement as the JSON document of the contract."""

from typing import Any

from applications.rules.printing import line_document, verdict_document
from awards.rules.settlement import Settlement


def settlement_document(settlement: Settlement) -> dict[str, Any]:
    """The whole answer of `manage.py settle`; days are ISO days or null."""
    days = {
        "completed_on": settlement.completed_on,
        "report_due_on": settlement.report_due_on,
        "retain_until": settlement.retain_until,
    }
    return {
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "lines": [
            {**line_document(line.judgement), "missing_evidence": list(line.missing_evidence)}
            for line in settlement.lines
        ],
        "actual_eligible_cost": settlement.actual_eligible_cost,
        "finalized_amount": settlement.finalized_amount,
        "asset_register_lines": list(settlement.asset_register_lines),
        "verdicts": [verdict_document(verdict) for verdict in settlement.verdicts],
    }
