"""The words of the project as frozen types; no logic that needs a library, no I/O.

Every span is a half-open range of code points into a report's kept text: `quote == text[start:end]`.
"""

from assistant.domain.answer import (
    Answer,
    Citation,
    Statement,
    StatementStatus,
    Timings,
)
from assistant.domain.fact import Figure, FigureKind
from assistant.domain.question import (
    AnswerKind,
    Evidence,
    Filters,
    Language,
    Query,
    Retrieved,
    Role,
    Turn,
)
from assistant.domain.report import (
    CELL,
    Block,
    BlockKind,
    DocumentReference,
    Metadata,
    Origin,
    Part,
    Participant,
    Passage,
    Period,
    Report,
    ReportSummary,
    Section,
    SectionKind,
    Source,
)

__all__ = [
    "CELL",
    "Answer",
    "AnswerKind",
    "Block",
    "BlockKind",
    "Citation",
    "DocumentReference",
    "Evidence",
    "Figure",
    "FigureKind",
    "Filters",
    "Language",
    "Metadata",
    "Origin",
    "Part",
    "Participant",
    "Passage",
    "Period",
    "Query",
    "Report",
    "ReportSummary",
    "Retrieved",
    "Role",
    "Section",
    "SectionKind",
    "Source",
    "Statement",
    "StatementStatus",
    "Timings",
    "Turn",
]
