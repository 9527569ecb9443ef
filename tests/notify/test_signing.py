"""Signatures are those of Standard Webhooks."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import UTC, datetime

import pytest

from linewatch.errors import NotifyError
from linewatch.notify.signing import read_secrets, signed_headers

KEY = bytes(range(32))
SECRET = f"whsec_{base64.b64encode(KEY).decode()}"
MOMENT = datetime(2021, 2, 25, 18, 19, 16, tzinfo=UTC)


def test_a_signature_covers_id_time_and_body() -> None:
    headers = signed_headers("alr_1", b'{"a": 1}', read_secrets(SECRET), now=MOMENT)
    digest = hmac.new(KEY, b'alr_1.1614277156.{"a": 1}', hashlib.sha256).digest()
    assert headers == {
        "webhook-id": "alr_1",
        "webhook-timestamp": "1614277156",
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }


def test_the_example_of_the_standard_signs_as_it_says() -> None:
    # The vector of the reference libraries of Standard Webhooks.
    headers = signed_headers(
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        b'{"test": 2432232314}',
        read_secrets("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
        now=datetime.fromtimestamp(1614265330, UTC),
    )
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_two_keys_sign_side_by_side_and_none_signs_nothing() -> None:
    both = signed_headers(
        "alr_1", b"", read_secrets(f"{SECRET} whsec_{base64.b64encode(KEY[::-1]).decode()}"), now=MOMENT
    )
    assert both["webhook-signature"].count("v1,") == 2
    assert "webhook-signature" not in signed_headers("alr_1", b"", (), now=MOMENT)


@pytest.mark.parametrize("secret", ["hunter2", "whsec_hunter2", "whsec_AAAA", f"whsec_{'A' * 200}", SECRET[6:]])
def test_a_secret_of_another_form_is_refused_and_not_told(secret: str) -> None:
    with pytest.raises(NotifyError, match="LW502") as caught:
        read_secrets(secret)
    assert secret not in str(caught.value).replace("whsec_ and", "")
