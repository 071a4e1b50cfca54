"""A family with a capsule that waits, and files that can be put into it."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from backupd.capsules import actions
from backupd.capsules.records import NewCapsule
from backupd.core.library import Library
from backupd.family import Viewer
from tests import people
from tests.media.making import photo


@dataclass
class House:
    """mother made the capsule and father is in it; the daughter knows of it, the grandmother must not."""

    library: Library
    folder: Path
    mother: Viewer
    father: Viewer
    daughter: Viewer
    grandmother: Viewer
    capsule: int

    def put_in(self, who: Viewer, name: str, line: str = "", content: bytes | None = None) -> int:
        """By the plain form; the capsule's newest thing."""
        if content is None:
            width = 640 + sum(map(ord, name)) % 64  # so that no two are the same
            content = photo(self.folder / name, (width, 480)).read_bytes()
        with people.client_for(self.library, who) as phone:
            sent = phone.post(
                f"/add?capsule={self.capsule}",
                data={"description": line},
                files=[("files", (name, content, "image/jpeg"))],
            )
            assert sent.status_code == 303, sent.text
            assert sent.headers["location"] == f"/capsules/{self.capsule}"
        return self.library.database.value("SELECT id FROM capsule_thing ORDER BY rowid DESC LIMIT 1")

    @property
    def sealed_files(self) -> list[Path]:
        return sorted((self.library.files.originals / ".sealed").rglob("*.age"))


@pytest.fixture
def house(library: Library, tmp_path: Path) -> House:
    mother = people.found_family(library)
    father = people.join(library, mother, "아빠")
    daughter = people.join(library, mother, "지우")
    grandmother = people.join(library, mother, "할머니")
    capsule = actions.make(
        library,
        mother,
        NewCapsule(
            "할머니 칠순", "비밀 편지와 사진", "2027-05-05", "09:00",
            people=[father.id], hidden=[grandmother.id],
        ),
    )  # fmt: skip
    return House(library, tmp_path, mother, father, daughter, grandmother, capsule)
