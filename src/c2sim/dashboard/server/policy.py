"""What a browser is told to hold back, whatever gets into a page.

Measured in Chromium with every page of the dashboard: Vue compiles templates in the browser (`unsafe-eval`),
Vuetify sets styles in elements and attributes, anywidget loads its scripts from `blob:`, and small pictures
of style sheets are `data:`. Scripts in the page itself carry a nonce, which is new each time.
"""

from c2sim.dashboard.server.access import Access
from c2sim.dashboard.server.authority import Authority

type Headers = list[tuple[bytes, bytes]]


class Policy:
    """The headers of every answer."""

    def __init__(self, access: Access) -> None:
        self._named = sorted({_socket(str(one.origin)) for one in access.addresses})
        self._framing = " ".join(map(str, access.embedders)) or "'none'"
        fixed = {
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        if not access.embedders:
            fixed["X-Frame-Options"] = "DENY"  # it could name no origin
        self._fixed = [(name.lower().encode(), value.encode()) for name, value in fixed.items()]

    def headers(self, host: Authority | None, nonce: str = "") -> Headers:
        """The headers of an answer.

        Args:
            host: that was asked, whose sockets the page may open; None for a refusal.
            nonce: that the page's own scripts carry; nothing if it has none.
        """
        policy = self._page(host, nonce) if host is not None else "default-src 'none'; base-uri 'none'"
        policy = f"{policy}; frame-ancestors {self._framing}"
        return [(b"content-security-policy", policy.encode()), *self._fixed]

    def _page(self, host: Authority, nonce: str) -> str:
        named = dict.fromkeys((f"ws://{host}", f"wss://{host}", *self._named))
        sockets = " ".join(one for one in named if "[" not in one)  # the policy knows no IPv6; 'self' does
        scripts = f"'self' 'unsafe-eval' blob: 'nonce-{nonce}'" if nonce else "'self'"
        return "; ".join(
            (
                "default-src 'none'",
                f"script-src {scripts}",
                "style-src 'self' 'unsafe-inline'",
                "img-src 'self' data: blob:",
                "font-src 'self' data:",
                f"connect-src 'self' {sockets}",
                "base-uri 'none'",
                "form-action 'none'",
            )
        )


def _socket(page: str) -> str:
    """The origin of sockets that a page of this origin opens to its own server."""
    return page.replace("http", "ws", 1)
