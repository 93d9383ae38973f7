"""What the sign-in page says, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain import Language


@dataclass(frozen=True, slots=True)
class SignInWording:
    """The strings of the sign-in page; names ending in _n take the number through `format`."""

    title: str
    name: str
    password: str
    submit: str
    wrong: str
    too_many_n: str
    no_account: str
    other_lang: Language
    other_lang_name: str


SIGN_IN_WORDS: dict[Language, SignInWording] = {
    "vi": SignInWording(
        title="Đăng nhập",
        name="Tên đăng nhập",
        password="Mật khẩu",
        submit="Đăng nhập",
        wrong="Tên đăng nhập hoặc mật khẩu chưa đúng.",
        too_many_n="Đã thử sai nhiều lần. Xin thử lại sau {} phút.",
        no_account="Chưa có tài khoản, hoặc quên mật khẩu? Xin hỏi người quản trị.",
        other_lang="en",
        other_lang_name="English",
    ),
    "en": SignInWording(
        title="Sign in",
        name="User name",
        password="Password",
        submit="Sign in",
        wrong="The user name or the password is not right.",
        too_many_n="Too many failed tries. Please try again in {} min.",
        no_account="No account, or forgot the password? Please ask the operator.",
        other_lang="vi",
        other_lang_name="Tiếng Việt",
    ),
}
