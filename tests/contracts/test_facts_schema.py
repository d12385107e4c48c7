"""`manage.py facts_schema CALL`."""

from tests.contracts.outside import CALL, both_calls, run
from tests.terms.worked_cases import terms_for


def test_the_schema_names_the_facts_of_the_contract() -> None:
    schema = run("facts_schema", CALL).document
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["additionalProperties"] is False
    named = {"submitted_at", "channel", "received_on", "applicant", "project", "costs", "requested_amount", "extra"}
    assert set(schema["properties"]) == named
    line = schema["$defs"]["CostLine"]["properties"]
    assert line["category"]["anyOf"][0]["enum"] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert set(schema["$defs"]["Subscription"]["properties"]) == {"contracted_on", "from", "to"}


def test_the_schema_is_the_calls_own() -> None:
    schema = run("facts_schema", "fy2099", calls_folders=both_calls()).document
    keys = {question.key for question in terms_for("fy2099").questions}
    assert set(schema["properties"]["extra"]["properties"]) == keys


def test_an_unknown_call_is_refused() -> None:
    (line,) = run("facts_schema", "fy1999").refusals
    assert "terms.toml が見つかりません" in line
