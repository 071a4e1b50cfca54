"""When a photo and a film are the two halves of one Apple live photo: the rule, as SQL.

By Apple's content identifier; programs that lose it leave two files of one name, a few seconds long, taken at once.
"""

SECONDS, LONGEST = 3.01, 6

# rtrim cuts everything behind the last dot: IMG_1.HEIC and IMG_1.MOV are both "IMG_1."
_STEM = "rtrim({it}.name, replace({it}.name, '.', ''))"
_WHEN = "julianday({it}.taken || CASE WHEN photo.offset IS NULL OR film.offset IS NULL THEN '' ELSE {it}.offset END)"

_BY_NAME = f"""
    (photo.content_id IS NULL OR film.content_id IS NULL)
    AND photo.precision = 'exact' AND film.precision = 'exact' AND film.duration <= {LONGEST}
    AND abs({_WHEN.format(it="photo")} - {_WHEN.format(it="film")}) * 86400 <= {SECONDS}
    AND {_STEM.format(it="photo")} COLLATE NOCASE IN ({_STEM.format(it="film")}, film.name || '.')
"""
"""Takeout calls the film of PXL_1.MP.jpg plainly PXL_1.MP."""

PAIRED = f"""
    (photo.kind = 'photo' AND film.kind = 'video' AND (photo.content_id = film.content_id OR ({_BY_NAME})))
"""
"""Over two rows named photo and film, with the columns of media."""


def paired(photo: str, film: str) -> str:
    """The rule over two rows of other names."""
    return PAIRED.replace("photo.", f"{photo}.").replace("film.", f"{film}.")
