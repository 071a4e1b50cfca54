"""What people ask of a film, the same in HTML and JSON."""

import msgspec


class Wish(msgspec.Struct, frozen=True):
    """A film without music; else with what it has, or with the file that comes as `music`."""

    without: bool = False


class Receivers(msgspec.Struct, frozen=True):
    """Numbers of people of the family."""

    person: list[int] | int = []

    @property
    def people(self) -> list[int]:
        """One tick of a form is no list."""
        return [self.person] if isinstance(self.person, int) else self.person
