"""HTML addresses of stacks and their JSON twins: what could be stacked in an album, and what one does with a stack."""

from typing import Annotated, Literal

import msgspec
from litestar import Request, Response, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect

from backupd.albums import stacks, store, story_store
from backupd.albums.records import Story
from backupd.albums.stacks import Proposal
from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.core.numbers import written_number
from backupd.family import Viewer
from backupd.http.answers import go, page

MOST_SHOWN = 100
ACTS = {"top": stacks.put_on_top, "out": stacks.take_out, "apart": stacks.lay_apart}


class Stacking(msgspec.Struct, frozen=True):
    """Groups of stories as the form's ticks write them, "12-15-18": the first comes on top. One tick is no list."""

    group: list[str] | str = []

    @property
    def groups(self) -> list[list[int]]:
        written = [self.group] if isinstance(self.group, str) else self.group
        return [[_number(each) for each in group.split("-")] for group in written]


def _number(text: str) -> int:
    number = written_number(text)
    if number is None:
        raise Refused("stacks.nothing_chosen")
    return number


class Groups(msgspec.Struct, frozen=True):
    """Groups of stories, in each the one first that is to lie on top."""

    groups: list[list[int]]


class StackAct(msgspec.Struct, frozen=True):
    """top: let this one stand for its stack; out: take it out; apart: lay all of them apart."""

    act: Literal["top", "out", "apart"]


@get("/albums/{number:int}/stacks", sync_to_thread=True)
def propose(request: Request, library: Library, viewer: Viewer, number: int) -> Response[str]:
    found = stacks.proposals(library, viewer, number)
    shown = [[story_store.story(library, viewer, each) for each in one.stories] for one in found[:MOST_SHOWN]]
    album = store.album(library, viewer, number)
    return page(request, "stacks/proposals.html", album=album, groups=shown, total=len(found))


@post("/albums/{number:int}/stacks", sync_to_thread=True, status_code=303)
def stack(
    library: Library,
    viewer: Viewer,
    number: int,
    data: Annotated[Stacking, Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Redirect:
    stacks.stack_stories(library, viewer, number, data.groups)
    return go(f"/albums/{number}")


@post("/stories/{number:int}/stack", sync_to_thread=True, status_code=303)
def act(
    library: Library,
    viewer: Viewer,
    number: int,
    data: Annotated[StackAct, Body(media_type=RequestEncodingType.URL_ENCODED)],
) -> Redirect:
    ACTS[data.act](library, viewer, number)
    return go(f"/stories/{number}")


@get("/albums/{number:int}/stacks", sync_to_thread=True, tags=["stacks"])
def proposals(library: Library, viewer: Viewer, number: int) -> list[Proposal]:
    """Stories of an album that show the same: bursts, edited copies, what chat apps made of a picture; the best first."""
    return stacks.proposals(library, viewer, number)


@post("/albums/{number:int}/stacks", sync_to_thread=True, status_code=200, tags=["stacks"])
def lay(library: Library, viewer: Viewer, number: int, data: Groups) -> list[Proposal]:
    """Lay each group upon each other, its first on top; answers with what could still be stacked."""
    stacks.stack_stories(library, viewer, number, data.groups)
    return stacks.proposals(library, viewer, number)


@post("/stories/{number:int}/stack", sync_to_thread=True, status_code=200, tags=["stacks"])
def change(library: Library, viewer: Viewer, number: int, data: StackAct) -> Story:
    """top: let this one stand for its stack; out: take it out; apart: lay all of them apart."""
    ACTS[data.act](library, viewer, number)
    return story_store.story(library, viewer, number)


routes = [propose, stack, act]
api_routes = [proposals, lay, change]
