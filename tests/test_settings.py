"""Environment variables and `.env` become Settings, or one message that names what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import PROJECT, default_models_dir, load_settings


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Run where no `.env` lies, with no setting at all."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ASSISTANT_MODELS", raising=False)


def test_without_any_setting_the_defaults_hold() -> None:
    settings = load_settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 7860)
    assert settings.library == PROJECT / "vectorstore"
    assert settings.models == default_models_dir()
    assert settings.chroma_url is None


def test_the_models_lie_outside_the_library() -> None:
    settings = load_settings()
    assert not settings.models.is_relative_to(settings.library)


@pytest.mark.parametrize(
    ("variable", "value", "field", "expected"),
    [
        ("ASSISTANT_PORT", "8080", "port", 8080),
        ("ASSISTANT_LIBRARY", "/srv/thu-vien", "library", Path("/srv/thu-vien")),
        ("ASSISTANT_EMBEDDING_MODEL", "/srv/mô-hình", "embedding_model", "/srv/mô-hình"),
        ("ASSISTANT_EMBEDDING_MODEL", "/srv/mô-hình", "encoder", "/srv/mô-hình"),
        ("ASSISTANT_READER", "on", "encoder", "multilingual-e5-small-reader"),
        ("ASSISTANT_READER", "off", "encoder", "multilingual-e5-small"),
        ("ASSISTANT_EMBED_ORIGINS", "", "embed_origins", ()),
        (
            "ASSISTANT_EMBED_ORIGINS",
            "https://huyen.example.vn/, http://localhost:8000",
            "embed_origins",
            ("https://huyen.example.vn", "http://localhost:8000"),
        ),
        (
            "ASSISTANT_EMBED_ORIGINS",  # as browsers write them
            "HTTPS://Huyen.Example.VN:443/,https://huyen.example.vn,http://xã.example.vn:80,http://[::1]:8080",
            "embed_origins",
            ("https://huyen.example.vn", "http://xn--x-yfa.example.vn", "http://[::1]:8080"),
        ),
        ("ASSISTANT_ALLOWED_HOSTS", "tro-ly.example.vn, 10.0.0.5,", "allowed_hosts", ("tro-ly.example.vn", "10.0.0.5")),
        ("ASSISTANT_PROXY_ADDRESSES", "10.0.0.0/24,::1", "proxy_addresses", ("10.0.0.0/24", "::1")),
        ("ASSISTANT_AUTH", "password", "auth", "password"),
        ("ASSISTANT_OPEN_TO_NETWORK", "true", "open_to_network", True),
        ("ASSISTANT_EMBED_KEY", "", "embed_key", None),
        ("ASSISTANT_CHAT_MODEL", "ollama:qwen2.5:7b", "chat_model", "ollama:qwen2.5:7b"),
        ("ASSISTANT_CHAT_MODEL", "", "chat_model", None),
        ("ASSISTANT_CHAT_TIMEOUT_S", "2.5", "chat_timeout_s", 2.5),
        ("ASSISTANT_CHAT_PROMPT_TOKENS", "8000", "chat_prompt_tokens", 8000),
    ],
)
def test_a_variable_sets_its_field(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, field: str, expected: object
) -> None:
    monkeypatch.setenv(variable, value)
    assert getattr(load_settings(), field) == expected


@pytest.mark.parametrize(
    ("said", "model", "together"),
    [("", "", 2), ("0", "", 2), ("5", "", 5), ("0", "ollama:qwen2.5:7b", 8), ("5", "ollama:qwen2.5:7b", 5)],
)
def test_more_answers_are_made_together_where_a_chat_model_words_them(
    monkeypatch: pytest.MonkeyPatch, said: str, model: str, together: int
) -> None:
    if said:
        monkeypatch.setenv("ASSISTANT_ANSWERS_AT_ONCE", said)
    monkeypatch.setenv("ASSISTANT_CHAT_MODEL", model)
    assert load_settings().answers_together == together


def test_a_dotenv_file_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("ASSISTANT_PORT=8001\nASSISTANT_THREADS=3\n", encoding="utf-8")
    monkeypatch.setenv("ASSISTANT_PORT", "8002")
    settings = load_settings()
    assert (settings.port, settings.threads) == (8002, 3)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ASSISTANT_PORT", "cổng"),
        ("ASSISTANT_PORT", "0"),
        ("ASSISTANT_PORT", "65536"),
        ("ASSISTANT_THREADS", "-1"),
        ("ASSISTANT_EMBEDDING_MODEL", ""),
        ("ASSISTANT_EMBEDDING_ENGINE", "gpu"),
        ("ASSISTANT_CHROMA_URL", "localhost:8000"),
        ("ASSISTANT_EMBED_ORIGINS", "huyen.example.vn"),
        ("ASSISTANT_EMBED_ORIGINS", "https://huyen.example.vn/trang"),
        ("ASSISTANT_EMBED_ORIGINS", "https://huyen.example.vn; script-src *"),
        *[
            ("ASSISTANT_EMBED_ORIGINS", origin)
            for origin in (
                *(
                    "*",
                    "null",
                    "'self'",
                    "data:",
                    "file:///srv",
                    "https:",
                    "https://",
                    "//huyen.example.vn",
                    "https:huyen.vn",
                ),
                *("https://*.example.vn", "https://*", "https://huyen.example.vn:*", "https://huyen.example.vn:99999"),
                *(
                    "https://ai@huyen.example.vn",
                    "https://huyen.example.vn?x",
                    "https://huyen.example.vn#x",
                    "ftp://h.vn",
                ),
                *("https://huyen.example.vn https://xau.vn", "https://huyen.vn\\@xau.vn", "https://huyen%2evn"),
                *("javascript:alert(1)", "https://huyen.vn;", "https://huyen.vn,null"),
            )
        ],
        ("ASSISTANT_BUSY_TIMEOUT_S", "0"),
        ("ASSISTANT_AUTH", "none"),
        ("ASSISTANT_AUTH", ""),
        ("ASSISTANT_ALLOWED_HOSTS", "https://tro-ly.example.vn"),
        ("ASSISTANT_ALLOWED_HOSTS", "tro-ly.example.vn:443"),
        ("ASSISTANT_ALLOWED_HOSTS", "*"),
        ("ASSISTANT_SESSION_HOURS", "0"),
        ("ASSISTANT_PROXY_ADDRESSES", "proxy.example.vn"),
        ("ASSISTANT_PROXY_ADDRESSES", "10.0.0.5/24"),
        ("ASSISTANT_PROXY_ADDRESSES", "0.0.0.0/0"),
        ("ASSISTANT_PROXY_ADDRESSES", "*"),
        ("ASSISTANT_PROXY_USER_HEADER", ""),
        ("ASSISTANT_PROXY_ROLE_HEADER", "X Role"),
        ("ASSISTANT_EMBED_AUDIENCE", ""),
        ("ASSISTANT_CHAT_MODEL", "qwen2.5"),
        ("ASSISTANT_CHAT_MODEL", "openai:"),
        ("ASSISTANT_CHAT_BASE_URL", "127.0.0.1:8000"),
        ("ASSISTANT_CHAT_BASE_URL", "http://user:secret@127.0.0.1:8000/v1"),
        ("ASSISTANT_CHAT_BASE_URL", "http://127.0.0.1:8000/v1?key=secret"),
        ("ASSISTANT_CHAT_API_KEY", "secret with spaces"),
        ("ASSISTANT_CHAT_API_KEY", "secret\n"),
        ("ASSISTANT_CHAT_API_KEY", "secret-khóa"),
        ("ASSISTANT_CHAT_TIMEOUT_S", "0"),
        ("ASSISTANT_CHAT_PROMPT_TOKENS", "100"),
    ],
)
def test_a_malformed_setting_stops_the_start_and_is_named(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError, match=variable) as stopped:
        load_settings()
    assert "secret" not in f"{stopped.value} {stopped.value.__cause__}"


def test_an_unknown_variable_is_named_beside_the_known_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PROT", "8080")
    with pytest.raises(SettingsError, match=r"ASSISTANT_PROT.*ASSISTANT_PORT"):
        load_settings()


@pytest.mark.parametrize("name", ["ASSISTANT_PROT", "PORT", "OTHER_APP_TOKEN"])
def test_an_unknown_line_of_dotenv_is_named_as_it_stands_there(tmp_path: Path, name: str) -> None:
    (tmp_path / ".env").write_text(f"{name}=8080\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=f"Unknown setting {name};"):
        load_settings()


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_LIBRARY", "~/thu-vien")
    assert load_settings().library == Path.home() / "thu-vien"


def test_a_model_behind_openai_s_protocol_needs_an_address_so_that_no_report_goes_astray(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ASSISTANT_CHAT_MODEL", "openai:qwen2.5-7b-instruct")
    with pytest.raises(SettingsError, match=r"ASSISTANT_CHAT_BASE_URL: .*name the server"):
        load_settings()


def test_the_word_of_the_intranet_is_checked_with_one_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_EMBED_SECRET", "bi-mat-chung")
    monkeypatch.setenv("ASSISTANT_EMBED_KEY", "/etc/tro-ly/khoa.pem")
    with pytest.raises(SettingsError, match=r"ASSISTANT_EMBED_KEY: .*not both") as stopped:
        load_settings()
    assert "bi-mat" not in f"{stopped.value} {stopped.value.__cause__}"


def test_no_setting_shows_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_CHAT_API_KEY", "sk-bi-mat")
    settings = load_settings()
    assert settings.chat_api_key
    assert settings.chat_api_key.get_secret_value() == "sk-bi-mat"
    assert "sk-bi-mat" not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"
