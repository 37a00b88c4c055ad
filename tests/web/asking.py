"""A browser without a screen: asks a server, keeps its cookies, and sends forms as pages give them out."""

import http.client
import re
from collections.abc import Mapping, Sequence
from html import unescape
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

Fields = Mapping[str, str] | Sequence[tuple[str, str]]


class Answer:
    """What a server answers."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        """Read an answer to its end."""
        self.status, self.headers = response.status, response.headers
        self.body = response.read()
        self.text = self.body.decode("utf-8", "replace")

    @property
    def location(self) -> str:
        """Give the address that it sends one on to."""
        return self.headers.get("Location", "")


class Asker:
    """One who asks, with their cookies."""

    def __init__(self, address: str, *, host: str = "") -> None:
        """Ask a server; `host` is the name that is asked for."""
        self.parts = urlsplit(address)
        self.host = host or self.parts.netloc
        self.cookies: dict[str, str] = {}

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path, None, headers)

    def post(self, path: str, fields: Fields = (), *, form: str | None = None, **headers: str) -> Answer:
        """Send a form; its token comes from the page `form`, none is sent where that is empty."""
        page = path if form is None else form
        token = self._token(page) if page else ""
        pairs = [*(fields.items() if isinstance(fields, Mapping) else fields)]
        body = urlencode([*pairs, ("csrfmiddlewaretoken", token)] if token else pairs)
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded", **headers})

    def sign_in(self, name: str, password: str) -> Answer:
        """Sign in with a password."""
        return self.post("/accounts/login/", {"login": name, "password": password})

    def _token(self, path: str) -> str:
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(path).text)
        return unescape(found[1]) if found else ""

    def _ask(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> Answer:
        connection = http.client.HTTPConnection(self.parts.hostname or "", self.parts.port, timeout=30)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, {"Host": self.host, **({"Cookie": cookies} if cookies else {}), **named})
        answer = Answer(connection.getresponse())
        connection.close()
        for line in answer.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(line.strip()).items():
                self.cookies[name] = morsel.value
        return answer
