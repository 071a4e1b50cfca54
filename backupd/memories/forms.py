"""What people send: forms of pages, where a switch that is off sends nothing, and bodies of JSON."""

from msgspec import Struct

from backupd.core.errors import Refused
from backupd.core.numbers import written_number
from backupd.memories.records import Answer, Mine, Wishes

SETTINGS = "/memories/settings"


class Said(Struct):
    """What somebody says to a memory."""

    answer: Answer = "loved"


class WishesForm(Struct):
    """The family's part of the settings."""

    least: str = ""
    most: str = ""
    pace: str = ""
    hour: str = ""

    def wishes(self) -> Wishes:
        numbers = [written_number(part) for part in (self.least, self.most, self.pace, self.hour)]
        if any(number is None for number in numbers):
            raise Refused("problems.not_understood", back=SETTINGS)
        return Wishes(*(number or 0 for number in numbers))


class MineForm(Struct):
    """A person's part. pace "": as the family; month and day "": no birthday."""

    pace: str = ""
    month: str = ""
    day: str = ""
    lunar: str = ""

    def mine(self) -> Mine:
        numbers = [written_number(part) if part.strip() else 0 for part in (self.month, self.day)]
        pace = written_number(self.pace) if self.pace else None
        if None in numbers or (self.pace and pace is None):
            raise Refused("memories.no_such_birthday", back=SETTINGS)
        month, day = (number or 0 for number in numbers)
        return Mine(pace, month, day, bool(self.lunar))
