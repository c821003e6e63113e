"""Made-up blocks with inline codes, for tests."""

from __future__ import annotations

from hypothesis import strategies as st

from kztrans.model import Block, Code

WORDS = st.sampled_from(
    ["Satu", "dua tiga", "Empat.", "Lima. ", " enam", " ", "“Tujuh.” ", "<b1>", "1 < 2", "\n", "中。"]
)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    """A block with nested pairs, lone codes, and words at whose ends sentences end or not."""
    codes: list[Code] = []

    def part(depth: int) -> str:
        text = ""
        for _ in range(draw(st.integers(0, 4))):
            kind = draw(st.sampled_from(["words", "words", "pair", "alone"]))
            number = 50 + len(codes)
            if kind == "words" or not depth:
                text += draw(WORDS)
            elif kind == "pair":
                code = Code(f"{draw(st.sampled_from('abi'))}{number}", "pair", "", "[", "]", draw(st.booleans()))
                codes.append(code)
                text += f"<{code.tag}>{part(depth - 1)}</{code.tag}>"
            else:
                name = draw(st.sampled_from(["br", "img"]))
                codes.append(Code(f"{name}{number}", "alone", optional=name == "br"))
                text += f"<{name}{number}/>"
        return text

    return Block(part(3), tuple(codes), draw(st.integers(1, 9)), draw(st.sampled_from(["\n", "", "\n\n"])))
