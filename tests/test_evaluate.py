"""How answers are judged and counted, what they are held against, and that answers of counted sets stay unread."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from assistant.assistant import Assistant
from assistant.domain import Answer, Block, Citation, Report, Source, Timings
from evaluation import evaluate
from evaluation.asking import Asked
from evaluation.baselines import OVERLAP, SIZE, bm25, cut_pieces, langchain_pipeline
from evaluation.judging import Expected, Verdict, judge, names_of, read_questions
from evaluation.question_sets import QUESTIONS, SETS, QuestionSet, ReportFiles
from evaluation.scores import Row, Share, quantile, score
from tests.light_encoder import LightEncoder

TEXT = "Chiều 31/8, đồng chí Lê Thị Hạ chủ trì hội nghị. Thu ngân sách đạt 65,5 tỷ đồng."


def expected(**changes: Any) -> Expected:
    fields: dict[str, Any] = {
        "id": "q1",
        "question": "Thu ngân sách đạt bao nhiêu?",
        "turns": (),
        "type": "figure",
        "style": "plain",
        "language": "vi",
        "gold": (("65,5 tỷ", "65,5 tỉ"),),
        "wrong": ("70 tỷ",),
        "reports": frozenset(("dong-ninh.txt",)),
    }
    return Expected(**(fields | changes))


def answer(text: str, *files: str, abstained: bool = False) -> Answer:
    cited = tuple(Citation(n, f, f, "", None, None, None, TEXT[:6], 0, 6) for n, f in enumerate(files, start=1))
    return Answer(text, abstained, "figure", "", (), (), cited, (), "", Timings(0, 0, 0, 0, 0))


def asked(verdict: Verdict, *files: str, abstained: bool = False, **changes: Any) -> Asked:
    return Asked(expected(**changes), answer("", *files, abstained=abstained), verdict, verdict, len(files), 5.0)


@pytest.mark.parametrize(
    ("changes", "given", "verdict"),
    [
        ({}, answer("Đạt 65,5 tỷ đồng [1]", "dong-ninh.txt"), "right"),
        ({}, answer("Đạt 65,5 tỉ đồng [1]", "2024/dong-ninh.txt"), "right"),
        ({}, answer("Đạt 165,5 tỷ đồng [1]", "dong-ninh.txt"), "wrong"),
        ({}, answer("Đạt 3.65,5 tỷ đồng [1]", "dong-ninh.txt"), "wrong"),
        ({"gold": (("57%",),)}, answer("Bằng 57%.2024 là năm khó khăn [1]", "dong-ninh.txt"), "right"),
        ({"gold": (("57",),)}, answer("Bằng 57,3% [1]", "dong-ninh.txt"), "wrong"),
        ({}, answer("Đạt 65,5 tỷ đồng, dự toán 70 tỷ đồng [1]", "dong-ninh.txt"), "wrong"),
        ({}, answer("Đạt 65,5 tỷ đồng [1]", "nam-khe.txt"), "wrong"),
        ({}, answer("Đạt 65,5 tỷ đồng [1] " + "như đã nêu " * 25, "dong-ninh.txt"), "wrong"),
        ({}, answer("Báo cáo không nêu", abstained=True), "refused"),
        ({"reports": frozenset(("003",))}, answer("65,5 tỷ [1]", "003_f632.txt"), "right"),
        ({"type": "comparison", "reports": frozenset(("003", "004"))}, answer("65,5 tỷ [1]", "003_f.txt"), "wrong"),
        (
            {"type": "comparison", "reports": frozenset(("3.txt", "4.txt"))},
            answer("65,5 tỷ", "3.txt", "4.txt"),
            "right",
        ),
        ({"type": "unanswerable", "reports": frozenset()}, answer("", abstained=True), "right"),
        ({"type": "unanswerable", "reports": frozenset()}, answer("65,5 tỷ [1]", "dong-ninh.txt"), "wrong"),
    ],
)
def test_verdicts(changes: dict[str, Any], given: Answer, verdict: Verdict) -> None:
    assert judge(expected(**changes), given) == verdict


def test_length_alone_may_be_left_unjudged() -> None:
    long = answer("Đạt 65,5 tỷ đồng [1] " + "như đã nêu " * 25, "dong-ninh.txt")
    assert judge(expected(), long, of_any_length=True) == "right"
    assert judge(expected(gold=(("80 tỷ",),)), long, of_any_length=True) == "wrong"


def test_scores() -> None:
    nothing: dict[str, Any] = {"type": "unanswerable", "reports": frozenset()}
    scores = score(
        (
            asked("right", "dong-ninh.txt", "nam-khe.txt"),
            asked("wrong", "nam-khe.txt", type="person", style="typo"),
            asked("refused", "nam-khe.txt", abstained=True),
            asked("right", abstained=True, **nothing),
            asked("right", "nam-khe.txt", abstained=True, **nothing),
            asked("wrong", "dong-ninh.txt", **nothing),
        )
    )
    assert scores.row("answerable") == Row("answerable", Share(1, 3), Share(1, 3), Share(1, 3))
    assert scores.row("unanswerable") == Row("unanswerable", Share(2, 3), Share(1, 3), Share(0, 3))
    assert scores.row("kind figure").refused == Share(1, 2)
    assert scores.row("style plain").right == Share(3, 5)
    assert (scores.refusal_precision, scores.refusal_recall) == (Share(2, 3), Share(2, 3))
    # Two of the first answer, one of the second, one of the last; a refusal's are left out.
    assert scores.citation_precision == Share(1, 4)
    assert scores.quotes_found == Share(6, 6)


def test_quantiles_are_answers_and_so_are_their_bounds() -> None:
    hundred = [float(number) for number in range(100, 0, -1)]
    median, late = quantile(hundred, 0.5), quantile(hundred, 0.95)
    assert (median.ms, median.low_ms, median.high_ms) == (50, 41, 60)
    assert (late.ms, late.low_ms, late.high_ms) == (95, 91, 100)
    assert quantile([7.0], 0.95).high_ms == 7


@pytest.mark.parametrize(("missed", "share"), [("", 1.0), ("right", 0.89), ("wrong", 0.05), ("quotes", 0.99)])
def test_each_bar_is_kept(missed: str, share: float) -> None:
    values = {"right": 0.95, "wrong": 0.04, "precision": 0.9, "recall": 0.9, "quotes": 1.0} | {missed: share}
    right, wrong, precision, recall, quotes = (Share(round(values[name] * 100), 100) for name in list(values)[:5])
    row = Row("answerable", right, wrong, Share(0, 100))
    figures = evaluate.barred(evaluate.Scores((row,), precision, recall, Share(1, 1), quotes, right, ()))
    assert [figure.met for figure in figures].count(False) == bool(missed)


def test_every_question_set_has_its_row() -> None:
    assert {one.file for one in SETS if one.file.parent == QUESTIONS} == set(QUESTIONS.glob("*.jsonl"))
    assert len({one.name for one in SETS}) == len(SETS)


@pytest.mark.parametrize("questions", [one for one in SETS if one.is_present], ids=lambda one: one.name)
def test_questions_name_reports_there_are(questions: QuestionSet) -> None:
    files = [file for file in questions.reports.folder.rglob("*") if questions.reports.holds(file)]
    known = {name for file in files for name in names_of(file.name)}
    rows = read_questions(questions.file)
    assert len({row.id for row in rows}) == len(rows)
    assert [row.id for row in rows if not row.reports <= known] == []
    assert [row.id for row in rows if row.is_answerable != bool(row.gold and row.reports)] == []


def read(name: str, text: str) -> Report:
    source = Source("default", "", name, name)
    return Report(id=name, source=source, text=text, blocks=(Block(0, len(text), "prose"),), title=name)


def test_pieces_stand_at_their_spans_and_leave_no_word_out() -> None:
    text = "\n\n" + "Hội đồng nhân dân bầu chức danh Chủ tịch. " * 60 + "\n\n  Bế mạc.\n" + "x" * 2 * SIZE
    pieces = cut_pieces([read("nam-khe.txt", text)])
    assert [piece.text for piece in pieces] == [text[piece.start : piece.end] for piece in pieces]
    assert max(len(piece.text) for piece in pieces) <= SIZE
    shared = [before.end - after.start for before, after in pairwise(pieces)]
    assert 0 < max(shared) <= OVERLAP
    assert {n for n, sign in enumerate(text) if sign.strip()} <= {
        n for piece in pieces for n in range(piece.start, piece.end)
    }


def test_baselines_quote_the_first_passage_they_find(tmp_path: Path) -> None:
    reports = (read("dong-ninh.txt", TEXT), read("nam-khe.txt", "Hội đồng nhân dân bầu chức danh Chủ tịch. " * 40))
    with langchain_pipeline(reports, LightEncoder(), tmp_path / "chroma") as pipeline:
        first = pipeline.ask("Thu ngân sách đạt bao nhiêu tỷ đồng?")
    with bm25(reports, tmp_path / "words") as words:
        second, none = words.ask("thu ngan sach bao nhieu"), words.ask("Kubernetes")
    for given in (first, second):
        assert given.text == f"{TEXT} [1]"
        assert [(c.file, c.quote, c.start, c.end) for c in given.citations] == [("dong-ninh.txt", TEXT, 0, len(TEXT))]
        assert not given.abstained
    assert (none.text, none.citations, none.abstained) == ("", (), False)


@pytest.fixture
def two_sets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[QuestionSet, QuestionSet]:
    """A development and a held-out set over one report, answered by a model that is none."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a01.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b01.txt").write_text("Không thuộc bộ này. " * 5, encoding="utf-8")
    sets = []
    for name, use in (("open", "development"), ("closed", "held out")):
        row = {"id": name, "question": f"Giá vàng {name} bao nhiêu?", "lang": "vi", "style": "plain", "history": []}
        row |= {"type": "figure", "gold": [["không đâu"]], "wrong": [], "reports": ["a01.txt"]}
        file = tmp_path / f"{name}.jsonl"
        file.write_text(json.dumps(row), encoding="utf-8")
        sets.append(QuestionSet(name, file, ReportFiles(folder, "a*"), use))  # type: ignore[arg-type]
    monkeypatch.setattr(evaluate, "SETS", tuple(sets))
    monkeypatch.setattr("assistant.opening.open_encoder", lambda _: LightEncoder())
    return sets[0], sets[1]


def test_answers_of_counted_sets_are_never_told(
    two_sets: tuple[QuestionSet, QuestionSet],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written = tmp_path / "scores.json"
    monkeypatch.setattr("sys.argv", ["evaluate", "--show", "--json", str(written)])
    assert evaluate.main() == 0
    printed = capsys.readouterr()
    assert "Giá vàng open bao nhiêu?" in printed.out
    assert "Giá vàng closed" not in printed.out + printed.err + written.read_text(encoding="utf-8")
    told = json.loads(written.read_text(encoding="utf-8"))
    assert [(one["set"], one["system"], len(one["answers"])) for one in told] == [
        *(("open", system, 1) for system in ("assistant", "langchain", "bm25")),
        *(("closed", system, 0) for system in ("assistant", "langchain", "bm25")),
    ]
    assert printed.out.rstrip().endswith("These sets have no bars.")


def test_one_set_may_be_asked_alone_and_a_missing_one_is_named(
    two_sets: tuple[QuestionSet, QuestionSet], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    two_sets[1].file.unlink()
    monkeypatch.setattr("sys.argv", ["evaluate", "--set", "closed"])
    assert evaluate.main() == 2
    assert "data missing: closed" in capsys.readouterr().out


def test_a_wrong_answer_of_the_test_set_misses_its_bar(
    two_sets: tuple[QuestionSet, QuestionSet], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = QuestionSet("closed", two_sets[1].file, two_sets[1].reports, "test")
    monkeypatch.setattr(evaluate, "SETS", (closed,))
    monkeypatch.setattr("sys.argv", ["evaluate"])
    monkeypatch.setattr(Assistant, "ask", lambda *_: answer("70 tỷ"))
    assert evaluate.main() == 1
    assert "A bar is missed." in capsys.readouterr().out
