"""Alerts on their way to people: webhooks, e-mail, an Atom feed. An alert is a message to a person, nothing more.

Each channel is handed an alert and its line, and either has it taken or raises `NotifyError`. HTTP leaves the machine
through one door alone, which whoever makes a webhook hands in as a `Poster`.
"""

from linewatch.notify.channels import Channel, Poster
from linewatch.notify.delivering import Delivered, deliver
from linewatch.notify.feed import MOST_ENTRIES, write_feed
from linewatch.notify.mail import Mail, MailServer
from linewatch.notify.signing import read_secrets
from linewatch.notify.webhook import Webhook
from linewatch.notify.wording import make_test

__all__ = [
    "MOST_ENTRIES",
    "Channel",
    "Delivered",
    "Mail",
    "MailServer",
    "Poster",
    "Webhook",
    "deliver",
    "make_test",
    "read_secrets",
    "write_feed",
]
