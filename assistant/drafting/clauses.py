"""The clauses of a brief: what stands between two commas or stops."""

from __future__ import annotations

import re

from assistant.language import commonness, normalized

# no end: the dash of "06 - 12 34 56 78", the comma of "op 4, 5 en 11 november"
END = re.compile(
    r"[;!?.](?=\s|$)|,(?=\s|$)(?!(?<=\d,)\s\d{1,2}(?:,|\s(?:en|of|and|or|&)\s))|\n"
    r"|(?<!\d)\s-\s|\s-\s(?!\d)|\s(?=>\s)"
)
ABBREVIATED = re.compile(
    r"(?<!\w)(?:[a-z]\.[a-z]|mts|vof|zn|m\.vr\.gr|a\.s|[a-z]*adv|afz|burgem|bv|ca|coop|comm|corp|woningcorp|e\.o|gem|contactpers|dhr|dr|excl|fa|fam|gebr|incl|initiatiefn|ir|jl|max|mevr|min|mr"
    r"|mrs|ms|mw|no|nr|ong|st|tel|vml?|weth|wrdv|burg|insp|sgt|sgt-maj|bgd|cdt|cmdt|commiss|hoofdinsp|brig|supt|det|lt|kol|col|capt|cllr|ald|prof|drs|ds|coörd|coord|secr|voorz|plv|wnd|approx|attn|dept|afd|jan|febr?|mrt|apr|jun|jul|aug|sept?|okt|oct|nov|dec)\.$",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"(?:\A|\n)\s*\d{1,2}\.$")  # the "1." of a list
INITIAL, SMALL_INITIAL = re.compile(r"(?<![\w.])[A-Z]\.$"), re.compile(r"(?<![\w.])[a-z]\.$")
CUT_OFF, GOES_ON = re.compile(r"(?<![\w.])([a-zà-ÿ]{2,8})\.$"), re.compile(r"\s[a-z0-9]")
LONGEST_ABBREVIATED = 20


def clauses_in(brief: str) -> list[tuple[int, int]]:
    """Where the clauses begin and end: not at a comma between brackets, nor after "fam."."""
    ends = [
        m
        for m in END.finditer(brief)
        if brief.count("(", 0, m.start()) <= brief.count(")", 0, m.start())
        and not (m[0] == "." and _is_abbreviated(brief, m.end()))
    ]
    starts = [0, *(m.end() for m in ends)]
    return list(zip(starts, [*(m.start() for m in ends), len(brief)], strict=True))


def _is_abbreviated(brief: str, end: int) -> bool:
    """Whether the stop that ends there ends no clause: after "fam.", an initial, or "uitn.".

    A short word in lower case that nobody writes in full, with lower case after it, is cut off.
    """
    before = brief[max(0, end - LONGEST_ABBREVIATED) : end]
    if any(p.search(before) for p in (ABBREVIATED, INITIAL, NUMBERED)):
        return True
    if not GOES_ON.match(brief, end):
        return False
    cut = CUT_OFF.search(before)
    return bool(SMALL_INITIAL.search(before) or (cut and not commonness(normalized(cut[1]))))
