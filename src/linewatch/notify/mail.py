"""Alerts by e-mail: one plain text each, through the mail server that the user names.

A mail server sees a constant Message-ID for an alert, so a message that is sent twice is one to most mail programs.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from linewatch.errors import NotifyError, UsageError
from linewatch.notify.wording import body_of, subject_of
from linewatch.records import Alert, Line

TIMEOUT_S = 30.0
TLS_PORT = 465
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in: under TLS on port 465, elsewhere with STARTTLS where the server offers it.

    A password leaves the machine under TLS or not at all. On this machine itself nothing is encrypted.
    """

    host: str = "localhost"
    port: int = 25
    user: str | None = None
    password: str | None = None
    connect: Callable[..., smtplib.SMTP] = smtplib.SMTP

    def deliver(self, message: EmailMessage) -> None:
        """Hand in one message.

        Raises:
            NotifyError: LW503 the server did not take it.
        """
        try:
            with self._connected() as server:
                if self.user:
                    server.login(self.user, self.password or "")
                server.send_message(message)
        except (smtplib.SMTPException, OSError) as error:
            reason = f"did not take the message ({_said(error)}); check the smtp_ settings"
            raise NotifyError("LW503", reason, self.host) from error

    def _connected(self) -> smtplib.SMTP:
        if self.port == TLS_PORT:
            return smtplib.SMTP_SSL(self.host, self.port, timeout=TIMEOUT_S, context=ssl.create_default_context())
        server = self.connect(self.host, self.port, timeout=TIMEOUT_S)
        server.ehlo()
        if self.host in _THIS_MACHINE:
            return server
        if server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        elif self.user:
            server.close()
            raise NotifyError("LW503", "offers no STARTTLS, so no password is sent; name another server", self.host)
        return server


@dataclass(frozen=True, slots=True)
class Mail:
    """A person's mailbox."""

    to: str
    sender: str
    server: MailServer

    def __post_init__(self) -> None:
        """Refuse what is no address.

        Raises:
            UsageError: LW001 one of the addresses is wrong.
        """
        for address in (self.to, self.sender):
            _read_address(address)

    @property
    def name(self) -> str:
        """``mail:`` and the address."""
        return f"mail:{self.to}"

    def send(self, alert: Alert, line: Line | None, *, now: datetime) -> None:
        """Send the alert as a plain text.

        Raises:
            NotifyError: LW503 the server did not take it.
        """
        self.server.deliver(self.compose(alert, line, now=now))

    def compose(self, alert: Alert, line: Line | None, *, now: datetime) -> EmailMessage:
        """Return the message; its Message-ID is the alert's id at the sender's domain."""
        message = EmailMessage()
        message["Subject"] = subject_of(alert, line)[:200]
        message["From"] = self.sender
        message["To"] = self.to
        message["Date"] = format_datetime(now)
        message["Message-ID"] = f"<{alert.alert_id}@{_read_address(self.sender).domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(body_of(alert, line))
        return message


def _read_address(text: str) -> Address:
    try:
        address = Address(addr_spec=text)
    except (MessageError, ValueError, IndexError):
        address = Address()
    if not (address.username and address.domain and text.isprintable()):
        raise UsageError("LW001", f"{text!r} is no mail address; write it as ada@example.org", "mail")
    return address


def _said(error: Exception) -> str:
    """Return what the server said, without the addresses and texts that smtplib keeps beside it."""
    code = getattr(error, "smtp_code", None)
    return f"{type(error).__name__} {code}" if code else f"{type(error).__name__}: {error}"[:200]
