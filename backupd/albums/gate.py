"""THE GATE: what a viewer may see now, decided here and nowhere else. Views over album, story and media.

SQLite views take no parameters: they carry `viewer` and `family`, and whoever reads binds both in the WHERE
(`WHERE viewer = :viewer AND family = :family`). A sealed album is in none of them: sealing is state, flipped by one
verb (albums.sealing), never a date compared here.
"""

from backupd.media import paired

# Who may look now is a table that keeps itself (family/schema.py): members at everything of their family, guests, whose
# numbers are negative, at the album of their pass, those who only add at nothing but what is their own.
_ADMITTED = "coalesce(looker.album, album.id) = album.id"
_OWN = "(looker.own = 0 OR story.guest = -looker.viewer)"
_INSIDE = "membership.until IS NULL"
_UNSEALED = "album.sealed = 0"
_SHOWN = f"album.trashed IS NULL AND {_UNSEALED}"
STANDING = f"{_SHOWN} AND story.trashed IS NULL"
"""What a family sees at all, whoever looks. The timeline and its month counts keep to this (albums.timeline)."""
ON_TOP = """
    (story.stack IS NULL OR NOT EXISTS (
        SELECT 1 FROM story AS above
        WHERE above.stack = story.stack AND above.album = story.album AND above.trashed IS NULL
          AND (above.stack_place, above.id) < (story.stack_place, story.id)))
"""
"""Of a stack only the story on top is shown in grids: the first by place that is not in the trash. So when the top
goes away, the next one comes up, and when it returns, it is on top again."""
_PATH = """
    FROM membership
    JOIN album ON album.family = membership.family
    JOIN story ON story.album = album.id
"""

_LOOK = """
    FROM looker
    JOIN album ON album.family = looker.family
    JOIN story ON story.album = album.id
"""

# What a family made of a picture is shown in place of it, once drawn; the columns named first win over media's own.
_PICTURE = """coalesce(edit.width, media.width) AS width, coalesce(edit.height, media.height) AS height,
           coalesce(edit.duration, media.duration) AS duration, coalesce(edit.tiny, media.tiny) AS tiny,
           iif(edit.id IS NOT NULL AND media.kind = 'video', 'made', media.film) AS film,
           edit.id AS edit, edit.shown AS edition,
           media.width AS own_width, media.height AS own_height, media.duration AS own_duration,
           media.film AS own_film, media.*"""
# The last table must not be one of an outer join: SQLite would not look into the view then.
_MEDIA = """
    JOIN story_media ON story_media.story = story.id
    LEFT JOIN edit ON edit.family = album.family AND edit.media = story_media.media
        AND edit.recipe IS NOT NULL AND edit.drawn IS NOT NULL
    JOIN media ON media.id = story_media.media
"""

ALBUMS = f"""
    CREATE VIEW visible_albums AS
    SELECT looker.viewer AS viewer, album.*
    FROM looker JOIN album ON album.family = looker.family
    WHERE {_ADMITTED} AND {_SHOWN}
"""

STORIES = f"""
    CREATE VIEW visible_stories AS
    SELECT looker.viewer AS viewer, album.family AS family, story.*
    {_LOOK}
    WHERE {_ADMITTED} AND {_OWN} AND {_SHOWN} AND story.trashed IS NULL
"""

TOPS = f"""
    CREATE VIEW visible_tops AS
    SELECT looker.viewer AS viewer, album.family AS family, story.*
    {_LOOK}
    WHERE {_ADMITTED} AND {_OWN} AND {_SHOWN} AND story.trashed IS NULL AND {ON_TOP}
"""

# Everything a member may see, each picture once; kept by triggers (albums.timeline). The plus keeps SQLite to the one
# membership by its key: by the index of the family's members it could not trust the order and would sort a million rows.
TIMELINE = f"""
    CREATE VIEW visible_timeline AS
    SELECT membership.person AS viewer, timeline.*
    FROM membership JOIN timeline ON timeline.family = membership.family
    WHERE +{_INSIDE}
"""

MONTHS = f"""
    CREATE VIEW visible_months AS
    SELECT membership.person AS viewer, timeline_month.*
    FROM membership JOIN timeline_month ON timeline_month.family = membership.family
    WHERE +{_INSIDE}
"""

MEDIA = f"""
    CREATE VIEW visible_media AS
    SELECT looker.viewer AS viewer, album.family AS family, story.album AS album, story.moment AS moment,
           story_media.story AS story, story_media.position AS place,
           (SELECT contributor FROM clip_contributor
            WHERE story = story_media.story AND media = story_media.media) AS brought_by,
           coalesce(story_media.name, media.name) AS name, {_PICTURE}
    {_LOOK} {_MEDIA}
    WHERE {_ADMITTED} AND {_OWN} AND {_SHOWN} AND story.trashed IS NULL
"""

# The films that photos of the same story move with: the other halves of live photos.
MOTIONS = f"""
    CREATE VIEW visible_motions AS
    SELECT photo.viewer AS viewer, photo.family AS family, photo.story AS story, photo.id AS photo, film.id AS film
    FROM visible_media AS photo
    JOIN visible_media AS film ON film.viewer = photo.viewer AND film.family = photo.family
                              AND film.story = photo.story AND film.place <> photo.place
    WHERE {paired("photo", "film")}
"""

CATEGORIES = f"""
    CREATE VIEW visible_categories AS
    SELECT membership.person AS viewer, category.*
    FROM membership JOIN category ON category.family = membership.family
    WHERE {_INSIDE}
"""

# The trash shows each person what they may bring back: an owner everything, others what is their own.
TRASH_ALBUMS = f"""
    CREATE VIEW visible_trash_albums AS
    SELECT membership.person AS viewer, album.*
    FROM membership JOIN album ON album.family = membership.family
    WHERE {_INSIDE} AND {_UNSEALED} AND album.trashed IS NOT NULL AND album.purged IS NULL
      AND (membership.role = 'owner' OR album.trashed_by = membership.person)
"""

TRASH_STORIES = f"""
    CREATE VIEW visible_trash_stories AS
    SELECT membership.person AS viewer, album.family AS family, album.title AS album_title,
           album.trashed AS album_trashed, story.*
    {_PATH}
    WHERE {_INSIDE} AND {_UNSEALED} AND story.trashed IS NOT NULL AND story.purged IS NULL
      AND (membership.role = 'owner' OR story.contributor = membership.person)
"""

TRASH_MEDIA = f"""
    CREATE VIEW visible_trash_media AS
    SELECT membership.person AS viewer, album.family AS family, story.album AS album, story.moment AS moment,
           story_media.story AS story, story_media.position AS place,
           coalesce(story_media.name, media.name) AS name, {_PICTURE}
    {_PATH} {_MEDIA}
    WHERE {_INSIDE} AND {_UNSEALED} AND story.purged IS NULL AND album.purged IS NULL
      AND (story.trashed IS NOT NULL OR album.trashed IS NOT NULL)
      AND (membership.role = 'owner'
           OR CASE WHEN story.trashed IS NULL THEN album.trashed_by ELSE story.contributor END = membership.person)
"""

# An album's history is seen by whoever sees the album.
CHANGES = f"""
    CREATE VIEW visible_changes AS
    SELECT membership.person AS viewer, album.family AS family, change_album.album AS album, happening.id AS id,
           happening.album AS first, happening.at, happening.kind, happening.person, happening.story, happening.amount, happening.about_person,
           happening.guest, change.touched, change.undoes,
           (SELECT later.happening FROM change AS later WHERE later.undoes = change.happening) AS undone
    FROM membership
    JOIN album ON album.family = membership.family
    JOIN change_album ON change_album.album = album.id
    JOIN change ON change.happening = change_album.happening
    JOIN happening ON happening.id = change.happening
    WHERE {_INSIDE} AND {_SHOWN}
"""

# When an album was last looked at, for whoever sees the album.
LOOKS = f"""
    CREATE VIEW visible_looks AS
    SELECT looker.viewer AS viewer, album.family AS family, album_look.album AS album, album_look.at AS at
    FROM looker JOIN album ON album.family = looker.family
    JOIN album_look ON album_look.album = album.id
    WHERE looker.album IS NULL AND {_SHOWN}
"""

# What is to be found by words, whoever asks: for the index, which keeps each family's words apart (search.keeping) and
# never sees what is sealed or in the trash. Nobody is shown anything from these.
SPOKEN_ALBUMS = f"""
    CREATE VIEW spoken_albums AS
    SELECT album.id, album.family, album.title, album.description, album.event_from, album.event_to,
           category.name AS category
    FROM album LEFT JOIN category ON category.id = album.category
    WHERE {_SHOWN}
"""

SPOKEN_STORIES = f"""
    CREATE VIEW spoken_stories AS
    SELECT story.id, story.album, album.family, story.contributor, story.guest, story.description, story.place,
           story.located, story.place_ko, story.place_en, story.taken, story.precision
    FROM story JOIN album ON album.id = story.album
    WHERE {STANDING}
"""

SPOKEN_MEDIA = f"""
    CREATE VIEW spoken_media AS
    SELECT story_media.story, story_media.media, story_media.position AS place, coalesce(story_media.name, media.name) AS name, media.kind,
           media.animated, media.motion, media.panorama, media.place_ko, media.place_en, media.selfie, media.tags,
           clip_contributor.contributor,
           EXISTS (SELECT 1 FROM story_media AS beside JOIN media AS photo ON photo.id = beside.media
                   WHERE beside.story = story_media.story AND {paired("photo", "media")}) AS of_photo
    FROM story_media JOIN media ON media.id = story_media.media
    LEFT JOIN clip_contributor ON clip_contributor.story = story_media.story
                              AND clip_contributor.media = story_media.media
    WHERE EXISTS (SELECT 1 FROM spoken_stories WHERE spoken_stories.id = story_media.story)
"""

VIEWS = (
    SPOKEN_ALBUMS, SPOKEN_STORIES, SPOKEN_MEDIA, LOOKS, CHANGES, ALBUMS, STORIES, TOPS, TIMELINE, MONTHS, MEDIA, MOTIONS, CATEGORIES, TRASH_ALBUMS, TRASH_STORIES,
    TRASH_MEDIA,
)  # fmt: skip
