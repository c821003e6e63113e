"""English typography: quotes and spacing become English, and nothing else is touched."""

from __future__ import annotations

import pytest

from kztrans.units.typography import english


@pytest.mark.parametrize(
    ("text", "curly"),
    [
        ('"We stay," he said, "until noon."', "“We stay,” he said, “until noon.”"),
        ("„Ja“, «oui», ”kyllä” and ``yes''", "“Ja”, “oui”, “kyllä” and “yes”"),
        ("« Oui », he said .", "“Oui”, he said."),
        ("She asked : « Why ? »", "She asked: “Why?”"),
        ("It's the ministers' plan; 'no' means no.", "It’s the ministers’ plan; ‘no’ means no."),
        ("\"He said 'never', then left.\"", "“He said ‘never’, then left.”"),
        ("\"I said 'no'\"", "“I said ‘no’”"),
        ("the '90s, rock 'n' roll, 'tis so", "the ’90s, rock ’n’ roll, ’tis so"),
        ("('a' and \"b\")", "(‘a’ and “b”)"),
        ('a quote that goes on." So it does', "a quote that goes on.” So it does"),
        ("40 % of it , ( about 3 ) .", "40% of it, (about 3)."),
        ("two  spaces", "two spaces"),
        ("He is <b1>\"bold\"</b1> and <i2>'calm'</i2>.", "He is <b1>“bold”</b1> and <i2>‘calm’</i2>."),
    ],
)
def test_quotes_and_spacing_become_english(text: str, curly: str) -> None:
    assert english(text) == curly
    assert english(curly) == curly


@pytest.mark.parametrize(
    "text",
    [
        "Exports rose 3.5% to $7,500.25 – or €1.2bn – in 2019–2021.",
        "See https://example.org/a(b)/c?d=e,f;g='h'&i=%20, www.example.org/x(y), or write to a.b+c@example.org.",
        "Kazakh-Russian, twenty-one, co-operation - and a dash — and another…",
        "Wait... what? And so on .. or not ...",
        "The member(s) and f(x) of the (re)export, item (a)(b).",
        "AT&T, R&amp;D, 5 < 6, x|y, [z], C:\\folder",
        "10\u00a0000 km, 5\u202f%, p.\u00a012",
        'He is 5\'6" tall; the disc is 12" wide.',
        "10:30 a.m., 2:1, ratio a:b; c",
        "“Already ‘right’,” it’s said – rock ’n’ roll, the states’ ’90s.",
        "高雄 大眾 捷運",
        "\tIndented\nand on two lines ",
        "",
    ],
)
def test_the_rest_is_left_alone(text: str) -> None:
    assert english(text, "curly") == text


@pytest.mark.parametrize("text", ["“a” ‘b’ it’s", "„a“ ‚b‘ it’s"])
def test_straight(text: str) -> None:
    assert english(text, "straight").startswith('"a" ')
    assert english(text, "straight").endswith(" it's")


def test_a_text_of_private_characters() -> None:
    for text in ("\U000f0000 (a)\U000f0001 – \U0010ffff", "https://a.b/c \U000f0000\U000f0001\U000f0002 \U000f5000"):
        assert english(text) == text
