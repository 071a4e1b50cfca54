"""What people feel at a story, said with one touch: six reactions, one of each person, an unnamed one of a frame; and what
they say to it in words, with a photo or with their voice."""

from backupd.reactions.actions import react, take_back
from backupd.reactions.api import api
from backupd.reactions.carrying import schema
from backupd.reactions.comment_store import as_read, comment_of, mentioned_in
from backupd.reactions.commenting import comment, talk
from backupd.reactions.feed import lately, unread
from backupd.reactions.feed_kinds import keep_feed
from backupd.reactions.feed_records import Line
from backupd.reactions.feed_schema import FEED
from backupd.reactions.feed_store import take_back as take_back_news
from backupd.reactions.pages import pages
from backupd.reactions.records import Comment, Draft, Kind, Reactions
from backupd.reactions.schema import VIEWS
from backupd.reactions.seeing import saw, seen_by, shows_looks
from backupd.reactions.store import mine, of_story
from backupd.reactions.tidying import sweep_files, tidy_comments

views = (*VIEWS, FEED)

__all__ = [
    "Comment",
    "Draft",
    "Kind",
    "Line",
    "Reactions",
    "api",
    "as_read",
    "comment",
    "comment_of",
    "keep_feed",
    "lately",
    "mentioned_in",
    "mine",
    "of_story",
    "pages",
    "react",
    "saw",
    "schema",
    "seen_by",
    "shows_looks",
    "sweep_files",
    "take_back",
    "take_back_news",
    "talk",
    "tidy_comments",
    "unread",
    "views",
]
