"""What people feel at a story, said with one touch: six reactions, one of each person, an unnamed one of a frame."""

from backupd.reactions.actions import comment, react, take_back
from backupd.reactions.api import api
from backupd.reactions.pages import pages
from backupd.reactions.records import Kind, Reactions
from backupd.reactions.schema import VIEWS as views
from backupd.reactions.schema import schema
from backupd.reactions.store import comment_of, mine, of_story

__all__ = [
    "Kind",
    "Reactions",
    "api",
    "comment",
    "comment_of",
    "mine",
    "of_story",
    "pages",
    "react",
    "schema",
    "take_back",
    "views",
]
