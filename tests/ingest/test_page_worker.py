import pytest

from linewatch.ingest.page_worker import Page, extract_page

# urllib3, which trafilatura imports, looks for IPv6 once by binding a socket; nothing is sent
pytestmark = pytest.mark.filterwarnings("ignore:A test tried to use socket.socket")

PAGE = """<html><head><title>Boats seen near pier | The Herald</title>
<meta name="author" content="Ann Lee"><meta property="og:site_name" content="The Herald">
<meta property="article:published_time" content="2021-05-07T10:05:00+02:00">
<link rel="canonical" href="https://herald.example/boats"></head>
<body><nav><a href="/">Home</a><a href="/news">News</a></nav><article><h1>Boats seen near pier</h1>
<p>VARNA — Two boats without lights were seen near the old pier on Monday night, the mayor of the town said.</p>
<p>No one on the shore was hurt, and the harbour stayed open through the whole of the following day, she added.</p>
</article><table><tr><td>Tide</td><td>1.2 m</td></tr></table>
<div class="comments"><p>I was there too and I saw nothing at all.</p></div></body></html>"""


def test_a_page_is_taken_apart() -> None:
    page = extract_page(PAGE)
    assert page.text is not None
    assert "Two boats without lights were seen near the old pier on Monday night" in page.text
    assert "Tide" not in page.text
    assert "I was there too" not in page.text
    assert (page.title, page.day, page.byline) == ("Boats seen near pier", "2021-05-07", "Ann Lee")
    assert (page.publisher, page.url) == ("The Herald", "https://herald.example/boats")


def test_a_day_is_not_taken_from_the_clock() -> None:
    page = extract_page(PAGE.replace("2021-05-07T10:05:00+02:00", "2150-05-07"))
    assert page.day == "2150-05-07"
    assert extract_page(PAGE.replace("2021-05-07T10:05:00+02:00", "")).day is None
    assert Page(None, None, None, None, None, None) == extract_page("")
