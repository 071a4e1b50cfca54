"""큐레이션: the best of albums, of a category, a person, a month or a year, proposed with a reason for each picture.

People swap, drop, add and vote; one tap makes an album of the same media. What a picture is worth (scoring.py) and which of
them stand for an event (picking.py) is pure; a better scorer has a higher version and scores what nobody touched anew.
"""

from backupd.curation.api import api
from backupd.curation.arriving import Peace, arrive
from backupd.curation.looking import of_today
from backupd.curation.pages import pages
from backupd.curation.proposing import score, to_score
from backupd.curation.records import Card
from backupd.curation.schema import VIEWS as views
from backupd.curation.schema import schema

__all__ = ["Card", "Peace", "api", "arrive", "of_today", "pages", "schema", "score", "to_score", "views"]
