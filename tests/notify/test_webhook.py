"""A webhook posts a signed CloudEvent under a constant id, and names its address to nobody."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest

from linewatch.errors import NotifyError, SourceError, UsageError
from linewatch.notify import Webhook
from tests.notify.messages import ALERT, LINE
from tests.notify.test_signing import KEY
from tests.registers import NOW

URL = "https://hooks.example.org/T0/secret-path?key=1"


class FakeDoor:
    """Keeps what is posted and answers what it was told to."""

    def __init__(self, status: int = 204) -> None:
        self.status = status
        self.posted: list[tuple[str, bytes, dict[str, str]]] = []

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str], *, timeout_s: float) -> Any:
        assert timeout_s > 0
        self.posted.append((url, body, dict(headers)))
        return SimpleNamespace(status=self.status)


def test_an_alert_is_posted_as_a_signed_cloudevent() -> None:
    door = FakeDoor()
    Webhook(URL, door, (KEY,)).send(ALERT, LINE, now=NOW)
    ((url, body, headers),) = door.posted
    event = json.loads(body)
    data = event.pop("data")
    assert url == URL
    assert event == {
        "specversion": "1.0",
        "id": ALERT.alert_id,
        "source": "urn:linewatch",
        "type": "org.linewatch.alert.raised.v1",
        "subject": "line_1",
        "time": "2031-03-06T12:00:00Z",
        "datacontenttype": "application/json",
    }
    assert data["alert"]["reasons"]["area"] == {"score": 0.7, "words": "Varna lies 4 km from the border"}
    assert data["line"]["terms"]["declarer"]["name"] == "Ada Mirel"
    assert headers["content-type"].startswith("application/cloudevents+json")
    assert headers["webhook-id"] == ALERT.alert_id
    assert headers["webhook-signature"].startswith("v1,")


def test_a_line_that_is_gone_leaves_the_alert_its_words() -> None:
    door = FakeDoor()
    Webhook(URL, door).send(ALERT, None, now=NOW)
    assert json.loads(door.posted[0][1])["data"]["line"] is None


@pytest.mark.parametrize("status", [199, 301, 400, 410, 500])
def test_any_other_answer_is_a_failure(status: int) -> None:
    with pytest.raises(NotifyError, match=f"LW501 hooks.example.org: answered {status}"):
        Webhook(URL, FakeDoor(status)).send(ALERT, LINE, now=NOW)


def test_nobody_is_told_the_address() -> None:
    def refuse(url: str, body: bytes, headers: Mapping[str, str], *, timeout_s: float) -> Any:
        del body, headers, timeout_s
        raise SourceError("LW102", f"{url} may not be called; name another", url)

    hook = Webhook(URL, refuse)
    with pytest.raises(NotifyError) as caught:
        hook.send(ALERT, LINE, now=NOW)
    assert "secret-path" not in f"{caught.value}{hook.name}"
    assert hook.name.startswith("webhook:hooks.example.org/")
    assert hook.name != Webhook(URL + "2", refuse).name


@pytest.mark.parametrize("url", ["example.org/hook", "ftp://example.org", "https://", ""])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="LW001"):
        Webhook(url, FakeDoor())
