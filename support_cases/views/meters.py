"""The four scales of a case, each drawn in its own way, never on one line."""

from collections.abc import Mapping
from dataclasses import dataclass

from support_cases.models import ScaleReading
from support_cases.rules.scales import MEASURES, Scale
from support_cases.views.words import day_word

_SHAPES: Mapping[Scale, str] = {
    Scale.DIGITAL_STAGE: "stairs",
    Scale.PROCESS_PHASE: "path",
    Scale.MATURITY: "bar",
    Scale.SELF_RELIANCE: "dots",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a meter."""

    label: str
    is_reached: bool
    is_here: bool


@dataclass(frozen=True, slots=True)
class Meter:
    """One scale: what it is called, its shape, where it stands, and since when."""

    key: str
    label: str
    shape: str
    steps: tuple[Step, ...]
    word: str
    note: str


def meters_of(readings: Mapping[Scale, ScaleReading]) -> tuple[Meter, ...]:
    """All four; a scale that was never read says so."""
    return tuple(_meter(scale, readings.get(scale)) for scale in Scale)


def _meter(scale: Scale, reading: ScaleReading | None) -> Meter:
    measure = MEASURES[scale]
    value = reading.value if reading else None
    steps = tuple(
        Step(label, value is not None and step <= value, step == value) for step, label in measure.steps.items()
    )
    word = measure.steps[value] if value is not None else "まだ判定していません"
    note = f"{day_word(reading.read_on)}に判定" if reading else ""
    return Meter(scale.value, measure.label, _SHAPES[scale], steps, word, note)
