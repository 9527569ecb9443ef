"""Whether the words around a trigger repeat, change or take back a red line."""

from __future__ import annotations

import pytest

from linewatch.coding.linekinds import tell_kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Chad has dropped its threat to answer any drone over Tine, the army said.", "withdrawal"),
        ("Chad extended its ultimatum. It will answer any drone over Tine, the army said.", "amendment"),
        ("Chad repeated that it will answer any drone over Tine.", "reaffirmation"),
        ("The Chadian army said again that it will answer any drone over Tine.", "reaffirmation"),
        ("Chad has not dropped its threat to answer any drone over Tine, the army said.", None),
        ("Chad will answer any drone over Tine that comes again, the army said.", None),
    ],
)
def test_the_kind_that_is_told(nlp, text, kind):
    doc = nlp(text)
    start = text.index("any drone")
    end = text.index("Tine") + len("Tine")
    end = text.index(" again") + len(" again") if "comes again" in text else end
    assert tell_kind(doc.char_span(start, end)) == kind
