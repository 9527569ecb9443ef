"""A mail has a constant id, plain words, and a password travels under TLS alone."""

from __future__ import annotations

import smtplib
from dataclasses import replace
from email.message import EmailMessage
from typing import Any

import pytest

from linewatch.errors import NotifyError, UsageError
from linewatch.notify import Mail, MailServer
from tests.notify.messages import ALERT, LINE
from tests.registers import NOW


class FakeServer:
    """Keeps the order of what is asked of it."""

    def __init__(self, *, offers_tls: bool = True, refuses: Exception | None = None) -> None:
        self.offers_tls, self.refuses = offers_tls, refuses
        self.asked: list[str] = []
        self.messages: list[EmailMessage] = []

    def __call__(self, host: str, port: int, *, timeout: float) -> FakeServer:
        assert timeout > 0
        self.asked.append(f"{host}:{port}")
        return self

    def __enter__(self) -> FakeServer:
        return self

    def __exit__(self, *_: object) -> None:
        self.asked.append("quit")

    def ehlo(self) -> None:
        self.asked.append("ehlo")

    def has_extn(self, name: str) -> bool:
        return name == "starttls" and self.offers_tls

    def starttls(self, *, context: Any) -> None:
        assert context.check_hostname
        self.asked.append("starttls")

    def close(self) -> None:
        self.asked.append("close")

    def login(self, user: str, password: str) -> None:
        self.asked.append(f"login {user} {password}")

    def send_message(self, message: EmailMessage) -> None:
        if self.refuses:
            raise self.refuses
        self.messages.append(message)


def mail_by(server: FakeServer, **columns: Any) -> Mail:
    made = MailServer("mail.example.org", 587, "ada", "secret", server)  # type: ignore[arg-type]
    return Mail("ivo@example.org", "linewatch@example.org", replace(made, **columns))


def test_a_mail_is_plain_text_with_a_constant_id() -> None:
    server = FakeServer()
    mail_by(server).send(ALERT, LINE, now=NOW)
    (message,) = server.messages
    assert message["Message-ID"] == f"<{ALERT.alert_id}@example.org>"
    assert message["Subject"].startswith("Red line crossed: Ada Mirel (SUD) → Norland")
    assert message["Date"] == "Thu, 06 Mar 2031 12:00:00 +0000"
    assert message.get_content_type() == "text/plain"
    assert "Claimed by: The Ilm Post" in message.get_content()
    assert message.as_bytes()


def test_the_password_follows_tls() -> None:
    server = FakeServer()
    mail_by(server).send(ALERT, LINE, now=NOW)
    assert server.asked == ["mail.example.org:587", "ehlo", "starttls", "ehlo", "login ada secret", "quit"]


def test_without_tls_no_password_is_sent() -> None:
    server = FakeServer(offers_tls=False)
    with pytest.raises(NotifyError, match=r"LW503 mail\.example\.org: offers no STARTTLS"):
        mail_by(server).send(ALERT, LINE, now=NOW)
    assert server.asked[-1] == "close"
    mail_by(server, user=None).send(ALERT, LINE, now=NOW)
    assert len(server.messages) == 1


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (smtplib.SMTPRecipientsRefused({"ivo@example.org": (550, b"no")}), "SMTPRecipientsRefused"),
        (smtplib.SMTPDataError(451, b"later"), "SMTPDataError 451"),
        (ConnectionRefusedError("nobody there"), "ConnectionRefusedError: nobody there"),
    ],
)
def test_a_server_that_refuses_is_a_failure(error: Exception, words: str) -> None:
    with pytest.raises(NotifyError, match=f"LW503 mail.example.org: did not take the message .{words}"):
        mail_by(FakeServer(refuses=error)).send(ALERT, LINE, now=NOW)


def test_words_of_strangers_add_no_header() -> None:
    terms = replace(LINE.terms, trigger=replace(LINE.terms.trigger, text="x\r\nBcc: all@example.org"))
    message = mail_by(FakeServer()).compose(ALERT, replace(LINE, terms=terms), now=NOW)
    assert message["Bcc"] is None
    assert b"\nBcc:" not in message.as_bytes()


@pytest.mark.parametrize("address", ["ivo", "ivo@", "@example.org", "", "a@b\nBcc: c@d", "a b@c"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="LW001 mail"):
        Mail(address, "linewatch@example.org", MailServer())
