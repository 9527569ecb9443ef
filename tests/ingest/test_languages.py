import pytest

from linewatch.ingest.languages import identify_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The mayor said on Monday that two boats had been seen near the pier.", "en"),
        ("Der Bürgermeister sagte am Montag, zwei Boote seien am Hafen gesehen worden.", "de"),
        ("El alcalde dijo el lunes que se habían visto dos barcos cerca del muelle.", "es"),
        ("Мэр сказал в понедельник, что у причала видели две лодки.", "ru"),
        ("Two boats seen", None),
        ("1234 5678 " * 50, None),
        ("", None),
    ],
)
def test_languages(text: str, code: str | None) -> None:
    assert identify_language(text) == code


def test_a_list_of_names_is_no_other_language() -> None:
    results = "Varna Rovers 1 (Otto Berg 74) Port Ost 1 (Emil Sand 57). Mäster Town v Ilm United, late kickoff"
    assert identify_language(results) in (None, "en")
