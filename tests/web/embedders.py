"""Pages of other sites that embed the widget, try to frame it, or meddle with its messages."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

# Remembers who sent it messages.
PLAIN = """<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>trang</title>
<script>window.heard = []; addEventListener("message", (e) => heard.push(e.origin))</script>"""
BODIES = {
    "/widget": '<input id="here"><script src="{u}/widget.js" data-title="Hỏi" async></script>',
    "/head": '</title><script src="{u}/widget.js" data-lang="en-GB" data-position="left"></script>'
    '<body><script src="{u}/widget.js"></script><p>hai lần</p>',
    "/frame": '<iframe src="{u}"></iframe>',
    "/two": '<iframe src="{u}"></iframe><iframe src="{v}"></iframe>',
    "/sandboxed": '<iframe sandbox="allow-scripts" src="{u}"></iframe>',
    "/srcdoc": '<iframe sandbox="allow-scripts" srcdoc="<iframe src=&quot;{u}&quot;></iframe>"></iframe>',
    "/data": '<iframe src="data:text/html,<iframe src=&quot;{u}&quot;></iframe>"></iframe>',
    "/object": '<object data="{u}" type="text/html"></object>',
    "/embed-element": '<embed src="{u}" type="text/html">',
    "/styled": '<style>{v}</style><body dir="rtl"><div id="own"><button>Nút</button> <span>Chữ</span>'
    '<svg width="9" height="9"></svg><iframe srcdoc="khung"></iframe></div>'
    '<script src="{u}/widget.js" data-title="Hỏi" async></script>',
    "/strict": '<script src="{u}/widget.js" data-title="Hỏi"></script>',
    "/none": "",
}


class Embedder(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        address = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(address.query).items()}
        body = PLAIN + BODIES[address.path].format(u=asked.get("u", ""), v=asked.get("v", ""))
        content = body.replace(PLAIN, "") if address.path == "/strict" else body
        sent = content.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(sent)))
        if address.path == "/strict":
            policy = f"default-src 'none'; script-src {asked['u']}; frame-src {asked['u']}; "
            self.send_header(
                "Content-Security-Policy", policy + "require-trusted-types-for 'script'; trusted-types 'none'"
            )
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def embedder() -> Iterator[int]:
    """Serve the pages; yields the port."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Embedder) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()
