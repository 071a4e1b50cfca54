"""What was taken on a day of the calendar in other years. Scans are never believed, nor dates of which only a month is
known; of a stack the top stands for all."""

import json
from collections.abc import Sequence

from backupd.albums.records import Story
from backupd.albums.rows import all_of
from backupd.albums.story_store import stories_where
from backupd.core.library import Library
from backupd.family import Viewer

_OF_DAYS = """
    AND precision IN ('exact', 'day') AND substr(taken, 6, 5) IN (SELECT value FROM json_each(:days))
    AND taken < :before
    AND EXISTS (SELECT 1 FROM visible_media AS shown
                WHERE shown.viewer = :viewer AND shown.family = :family AND shown.story = visible_tops.id
                  AND shown.place = 0 AND shown.scan = 0 AND shown.rendered = 1)
"""
OF_DAYS = stories_where(_OF_DAYS, "moment DESC, id DESC", "LIMIT :limit")


def stories_of_days(
    library: Library, viewer: Viewer, days: Sequence[str], before: str, limit: int
) -> list[Story]:
    """Stories of days such as "08-05", taken before a moment, those of the latest year first."""
    return all_of(library, viewer, Story, OF_DAYS, days=json.dumps(days), before=before, limit=limit)
