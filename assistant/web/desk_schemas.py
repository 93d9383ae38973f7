"""JSON of corrections and uploads <-> domain types."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from assistant.desk import Received
from assistant.domain import Correction, Part, Participant, Period
from assistant.ingesting import Status
from assistant.vietnamese.unicode import normalize
from assistant.web.reasons import in_both
from assistant.web.schemas import Reply
from assistant.web.wording import REFUSALS


def on_one_line(text: str) -> str:
    """NFC, one space between words, no control characters."""
    return " ".join("".join(mark if mark.isprintable() else " " for mark in normalize(text)).split())


def _not_empty(text: str) -> str:
    if not text:
        raise PydanticCustomError("string_too_short", REFUSALS["string_too_short"])
    return text


_Line = Annotated[str, StringConstraints(max_length=500), AfterValidator(on_one_line), AfterValidator(_not_empty)]
CollectionName = Annotated[
    str, StringConstraints(max_length=100), AfterValidator(on_one_line), AfterValidator(_not_empty)
]


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PeriodIn(_Request):
    """The time a report covers, both days included, and the words for it."""

    start: date
    end: date
    label: _Line

    @model_validator(mode="after")
    def _in_order(self) -> PeriodIn:
        if self.start > self.end:
            raise PydanticCustomError("period_order", REFUSALS["period_order"])
        return self


class ParticipantIn(_Request):
    """Somebody who took a part in the meeting, named as the report's text names them."""

    name: _Line
    part: Part
    office: _Line | None = None


class CorrectionsIn(_Request):
    """What holds of a report instead of what was read: only the fields that are named change; null means unknown."""

    title: _Line = ""
    body: _Line | None = None
    term: _Line | None = None
    session: Annotated[int, Field(ge=1, le=10_000, strict=True)] | None = None
    place: _Line | None = None
    commune: _Line | None = None
    district: _Line | None = None
    province: _Line | None = None
    held_on: date | None = None
    published_on: date | None = None
    period: PeriodIn | None = None
    number: _Line | None = None
    participants: Annotated[tuple[ParticipantIn, ...], Field(max_length=200)] = ()

    def to_domain(self) -> tuple[Correction, ...]:
        """The corrections of the fields that the request names."""
        values = {name: getattr(self, name) for name in type(self).model_fields if name in self.model_fields_set}
        if self.period:
            values["period"] = Period(self.period.start, self.period.end, self.period.label)
        if "participants" in values:  # where each stands in the text, the desk finds out
            people = self.participants
            values["participants"] = tuple(Participant(one.name, one.part, one.office, 0, 0) for one in people)
        return tuple(Correction(name, value) for name, value in values.items())  # type: ignore[arg-type]


class UploadLimits(Reply):
    """What may be uploaded: bytes of one file at most, the formats that are read, and the collections it may go to, the
    one for files that name none first; whether new ones may be named, too."""

    max_bytes: int
    formats: tuple[str, ...]
    collections: tuple[str, ...]
    takes_new: bool


class ReceivedOut(Reply):
    """What became of an uploaded document: `reason` says why it failed, in both languages where that is
    known, `report_id` names its report."""

    file: str
    status: Status
    reason: str
    report_id: str | None

    @classmethod
    def of(cls, received: Received) -> ReceivedOut:
        """The document as JSON."""
        told = received.outcome
        return cls(file=told.path, status=told.status, reason=in_both(told.reason), report_id=received.report_id)
