"""Who gave something, as people say it (아빠가 올린, by Dad), who is on it (할머니 나온, photos of Grandma), and words that only ask (사진, photos of). Pure."""

import re
from collections.abc import Iterator, Sequence

from backupd.search.folding import plain_name
from backupd.search.people import Named

_GAVE = "올린|찍은|찍어 ?준|찍어 ?주신|찍으신|올리신|보낸|보내 ?준|보내 ?주신|보내신|넣은|더한|추가한|나눈|준|주신|(?:만든|가져온)(?= ?(?:앨범|사진|동영상|영상|거|것|$))"
_ME_KO, _ME_EN = ("나", "내", "제", "저", "우리"), ("me", "myself")
_BEGINS, _ENDS = r"(?:^|(?<=\s))", r"(?=$|[\s,.])"
_FORMS = (
    rf"(?P<who>{{names}}) ?(?:이가|께서|이|가|은|는)? *(?:{_GAVE})(?: ?(?:것들?|거|사진들?)(?:을|를|이|은|만)?)?",
    r"(?:(?:added|uploaded|posted|taken|sent|shared|given) )?(?:by|from) (?P<who>{names})",
    r"(?P<who>{names}) (?:added|uploaded|posted|took|sent|shared)",
    r"(?P<who>{names})(?:['’]s?|s) (?:photos?|pictures?|pics)",
)
_ON_IT = (
    r"(?P<who>{names}) ?(?:이랑|하고|이가|께서|이|가|은|는|도|랑|와|과)? ?(?:나온|나오는|나오신|찍힌|찍히신|보이는|계신)"
    r"(?: ?(?:것들?|거|사진들?)(?:을|를|이|은|만)?)?",
    r"(?:photos?|pictures?|pics) (?:of|with) (?P<who>{names})",
    r"with (?P<who>{names})",
)
_MINE = r"(?:my|our) (?:photos?|pictures?|pics)"

FILLERS = frozenset(
    [
        "찍은",
        "찍었던",
        "찍힌",
        "사진",
        "사진들",
        "사진을",
        "사진이",
        "사진만",
        "사진첩",
        "올린",
        "나온",
        "있는",
        "보여",
        "보여줘",
        "찾아",
        "찾아줘",
        "줘",
        "주세요",
        "보여주세요",
        "찾아주세요",
        "보고싶어",
        "보고",
        "싶어",
        "때",
        "우리가",
        "간",
        "갔던",
        "갔을",
        "다녀온",
        "연휴",
        "명절",
        "날",
        "날에",
        "만든",
        "가져온",
        "놀던",
        "놀러",
        "놀았던",
        "먹던",
        "먹은",
        "먹었던",
        "보러",
        "왔던",
        "있던",
        "있었던",
        "했던",
        "we",
        "went",
        "함께",
        "같이",
        "거",
        "것",
        "photo",
        "photos",
        "picture",
        "pictures",
        "pic",
        "pics",
        "image",
        "images",
        "of",
        "in",
        "at",
        "on",
        "from",
        "the",
        "a",
        "an",
        "with",
        "by",
        "my",
        "our",
        "show",
        "me",
        "find",
        "and",
        "taken",
        "where",
        "when",
        "during",
        "to",
        "all",
    ]
)


def by_whom(text: str, people: Sequence[Named], me: int) -> Iterator[tuple[int, int, tuple[Named, ...]]]:
    """Where a compared text says who gave something, and who is meant: everybody of that name."""
    names = _names([each for each in people if each.somebody is None], me)
    if not names:
        return
    yield from _said(_FORMS, text, names)


def on_it(text: str, people: Sequence[Named]) -> Iterator[tuple[int, int, tuple[Named, ...]]]:
    """Where a text says who is to be seen: begin, end, everybody whose face has that name."""
    names = _names([each for each in people if each.somebody is not None], me=0)
    if names:
        yield from _said(_ON_IT, text, names)


def _said(
    forms: Sequence[str], text: str, names: dict[str, tuple[Named, ...]]
) -> Iterator[tuple[int, int, tuple[Named, ...]]]:
    either = "|".join(_loosely(name) for name in sorted(names, key=len, reverse=True))
    taken: list[tuple[int, int]] = []
    for form in forms:
        for found in re.finditer(_BEGINS + form.format(names=either) + _ENDS, text):
            if not any(found.start() < end and start < found.end() for start, end in taken):
                taken.append(found.span())
                yield *found.span(), names[_key(found["who"])]
    mine = names.get("me")
    for found in re.finditer(_BEGINS + _MINE + _ENDS, text):
        if mine and not any(found.start() < end and start < found.end() for start, end in taken):
            yield *found.span(), mine


def _names(people: Sequence[Named], me: int) -> dict[str, tuple[Named, ...]]:
    found: dict[str, tuple[Named, ...]] = {}
    for person in people:
        for name in person.names:
            found[_key(name)] = (*found.get(_key(name), ()), person)
    myself = tuple(person for person in people if person.person == me)
    if myself:
        for word in (*_ME_KO[:4], *_ME_EN):
            found.setdefault(word, myself)
    found.pop("", None)
    return found


def _key(name: str) -> str:
    return plain_name(name).replace(" ", "")


def _loosely(name: str) -> str:
    return " ?".join(re.escape(sign) for sign in name)
