"""The pages' shells: language, our files in the head, nothing from elsewhere; and the wording itself."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.web.wording import EN, REFUSALS, VI, WORDINGS, Wording, script_words
from assistant.web.wording_shelf import SHELF
from tests.web.conftest import INTRANET

STATIC = Path(__file__).resolve().parents[2] / "assistant" / "web" / "static"


@pytest.mark.parametrize(
    ("path", "lang"), [("/", "vi"), ("/en", "en"), ("/en/", "en"), ("/embed", "vi"), ("/embed?lang=en", "en")]
)
def test_a_page_speaks_its_language_whatever_the_browser_prefers(client: TestClient, path: str, lang: str) -> None:
    page = client.get(path, headers={"Accept-Language": "fr", "Accept-Encoding": "br, gzip"}).text
    assert re.search(rf'<html\s+lang="{lang}"', page)
    words = re.search(r'<script type="application/json" id="tl-words">(.*?)</script>', page)
    assert words
    assert json.loads(words[1])["product"] == (VI if lang == "vi" else EN).product
    assert "/ui/first.js" in page


def test_the_way_to_the_english_page_keeps_what_was_asked_for(client: TestClient) -> None:
    answer = client.get("/en?tab=figures&place=X", follow_redirects=False)
    assert answer.headers["location"] == "/en/?tab=figures&place=X"


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_the_chat_page_names_no_other_site_in_its_head(client: TestClient, path: str) -> None:
    page = client.get(path).text
    assert 'property="og:' not in page
    assert 'name="twitter:' not in page


@pytest.mark.parametrize(
    ("path", "words", "home"), [("/khong-co", VI, "/"), ("/en/none", EN, "/en/"), ("/a/b.php?x=<script>", VI, "/")]
)
def test_a_wrong_address_leads_back_to_the_chat(client: TestClient, path: str, words: Wording, home: str) -> None:
    answer = client.get(path, headers={"Accept": "text/html,*/*"})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert words.lost in answer.text
    assert f'<a href="{home}">' in answer.text
    assert "script" not in answer.text
    assert "frame-ancestors" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(("path", "accept"), [("/api/khong-co", "text/html"), ("/khong-co", "application/json")])
def test_programs_are_told_of_a_wrong_address_in_json(client: TestClient, path: str, accept: str) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert answer.status_code == 404
    assert answer.json()["detail"]


def test_an_unknown_language_of_the_widget_is_refused(client: TestClient) -> None:
    assert client.get("/embed?lang=fr").status_code == 422


@pytest.mark.parametrize("path", ["/embed", "/api/docs"])
def test_our_static_pages_load_only_our_own_files(client: TestClient, path: str) -> None:
    addresses = re.findall(r'(?:src|href)="([^"]+)"', client.get(path).text)
    assert addresses
    for address in addresses:
        assert address.startswith(("/ui/", "/api/openapi.json"))
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("name", ["source.js", "report.js", "source.css"])
def test_our_files_are_asked_about_before_each_use(client: TestClient, name: str) -> None:
    answer = client.get(f"/ui/{name}")
    assert answer.headers["cache-control"] == "no-cache"
    assert client.get(f"/ui/{name}", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304


def test_no_file_of_ours_writes_markup_from_data_or_names_another_site() -> None:
    for file in STATIC.iterdir():
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"https?://(?!HOST|www\.w3\.org/2000/svg)", text), file.name
        if file.suffix == ".js":
            assert not re.search(r"insertAdjacentHTML|outerHTML|document\.write|\beval\(|new Function", text), file.name
            assert [line for line in text.splitlines() if "innerHTML" in line and "'<svg" not in line] == []


def test_the_widget_is_thin(client: TestClient) -> None:
    answer = client.get("/widget.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert len(answer.content) < 15_000
    assert set(client.head("/widget.js").headers) == set(answer.headers)


def test_the_widget_is_kept_for_minutes_and_for_good_under_its_version(client: TestClient) -> None:
    answer = client.get("/widget.js")
    assert answer.headers["cache-control"] == "public, max-age=300"
    tag = answer.headers["etag"]
    for seen in (tag, f'W/{tag}, "khac"'):
        assert client.get("/widget.js", headers={"If-None-Match": seen}).status_code == 304
    assert client.get("/widget.js", headers={"If-None-Match": '"khac"'}).status_code == 200
    versions = {v: client.get(f"/widget.js?v={v}").headers["cache-control"] for v in (tag.strip('"'), "0", "")}
    assert [version for version, caching in versions.items() if "immutable" in caching] == [tag.strip('"')]


def test_the_widget_s_page_knows_who_may_talk_to_it_and_no_markup_gets_in(client: TestClient) -> None:
    page = client.get("/embed").text
    listed = re.search(r'<script type="application/json" id="tl-framers">(.*?)</script>', page)
    assert listed
    assert json.loads(listed[1]) == [INTRANET]


@pytest.mark.parametrize("words", [VI, EN], ids=["vi", "en"])
def test_the_widget_carries_its_few_strings_itself(client: TestClient, words: Wording) -> None:
    script = client.get("/widget.js").text
    assert f'["{words.open_chat}", "{words.close_chat}"]' in script
    assert f'"{words.product}"' in script


def luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("theme", [":root", ":root.dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *[(ink, ground) for ink in ("ink", "muted", "accent") for ground in ("paper", "surface", "sunk")],
        *[("accent", "pill"), ("on-accent", "accent"), ("on-mark", "mark"), ("on-sought", "sought")],
    ],
)
def test_text_contrast_meets_wcag_aa(theme: str, ink: str, ground: str) -> None:
    css = (STATIC / "tokens.css").read_text(encoding="utf-8")
    block = css.split(f"{theme} {{")[1].split("}")[0]
    colours = dict(re.findall(r"--tl-([\w-]+): (#[0-9a-f]{6});", block))
    light, dark = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize(("vi", "en"), [(VI, EN), (SHELF["vi"], SHELF["en"])])
def test_every_string_stands_in_both_languages(vi: Any, en: Any) -> None:
    vietnamese, english = asdict(vi), asdict(en)
    shared = {name for name in vietnamese if vietnamese[name] == english[name]}
    assert shared == set()
    assert all(vietnamese.values())
    assert all(english.values())


def test_every_string_a_script_reads_exists() -> None:
    read = {
        name for file in STATIC.glob("*.js") for name in re.findall(r"\bwords\.(\w+)", file.read_text(encoding="utf-8"))
    }
    assert read
    assert read <= set(script_words(VI))


def test_every_string_is_used() -> None:
    sources = [*STATIC.glob("*.js"), *STATIC.parent.glob("*.py")]
    used = {name for file in sources for name in re.findall(r"\bwords\.(\w+)", file.read_text(encoding="utf-8"))}
    assert set(asdict(VI)) - used == {"open_chat", "thumb_up", "thumb_down"}  # the widget's, below; feedback.js
    assert set(asdict(SHELF["vi"])) <= used
    assert not set(asdict(SHELF["vi"])) & set(asdict(VI))


@pytest.mark.parametrize("refusal", REFUSALS.values())
def test_a_refusal_is_said_in_both_languages(refusal: str) -> None:
    vietnamese, english = refusal.split(" / ")
    assert vietnamese != english


def test_each_language_leads_to_the_other() -> None:
    assert {words.other_lang_path for words in WORDINGS.values()} == {"/", "/en/"}
