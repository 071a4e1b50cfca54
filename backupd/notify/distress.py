"""The last resort: the disk under the database takes nothing any more, so that no letter can be posted and no parcel
settled. What is wrong is sent all the same, straight to people's channels, and remembered by this process alone."""

import secrets
import threading
from collections.abc import Iterator
from datetime import timedelta
from queue import SimpleQueue
from zoneinfo import ZoneInfo

from backupd.core import log
from backupd.core.errors import DiskFull, Refused
from backupd.core.library import Library
from backupd.notify import routing, store
from backupd.notify.composing import base, renderer
from backupd.notify.messages import Message
from backupd.notify.records import Channel
from backupd.notify.sending import send
from backupd.notify.times import quiet_until
from backupd.notify.unsent import Unsent
from backupd.notify.wishes import wishes_of

AGAIN_AFTER = timedelta(days=1).total_seconds()
_WAYS = """
    SELECT channel.id FROM channel JOIN membership ON membership.person = channel.person
    WHERE membership.until IS NULL GROUP BY channel.id ORDER BY channel.id
"""


class Distress:
    """Each channel hears it once a day, out of its person's quiet hours, unless they want no word of the box."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._told: dict[int, float] = {}
        self._problems: SimpleQueue[Refused] = SimpleQueue()

    def start(self) -> "Distress":
        """In a thread of its own: services may be slow, and whoever calls is watched. Its connection to the database is
        opened while that can be done."""
        threading.Thread(target=self._listen, name="distress", daemon=True).start()
        return self

    def call(self, problem: Refused) -> None:
        if self._problems.empty():
            self._problems.put(problem)

    def _listen(self) -> None:
        self._library.database.value("SELECT 1")
        while True:
            self.tell_all(self._problems.get())

    def tell_all(self, problem: Refused) -> None:
        words = "notify.box_full" if isinstance(problem, DiskFull) else "notify.box_read_only"
        for channel in self._untold():
            self._tell(channel, words)

    def _untold(self) -> Iterator[Channel]:
        now = self._library.clock.since_boot()
        for number in self._library.database.column(_WAYS):
            channel = store.channel(self._library, number)
            told = self._told.get(number)
            if channel and (told is None or now - told > AGAIN_AFTER) and self._may_ring(channel):
                yield channel

    def _may_ring(self, channel: Channel) -> bool:
        wishes = wishes_of(self._library, channel.person)
        zone = ZoneInfo(routing.zone_of(self._library, channel.person))
        return wishes.kinds["box"] != "off" and not quiet_until(
            self._library.clock.now().astimezone(zone), wishes.hours
        )

    def _tell(self, channel: Channel, words: str) -> None:
        """Heard or not, it is not said again today: a service that is slow or gone must not be knocked at for hours."""
        self._told[channel.id] = self._library.clock.since_boot()
        try:
            send(self._library, channel, self._message(channel, words))
        except (Unsent, Refused) as error:
            log.named("notify").error("channel %s could not be told what is wrong: %s", channel.id, error)

    def _message(self, channel: Channel, words: str) -> Message:
        language = store.languages(self._library)[channel.person]
        say = renderer(self._library).words.say
        return Message(
            message_id=f"<{secrets.token_hex(12)}@{self._library.settings.name}.local>",
            language=language,
            subject=say(language, f"{words}_subject"),
            text=say(language, f"{words}_text"),
            link=f"{base(self._library)}/box",
            button=say(language, "notify.open"),
            foot=say(language, "notify.foot"),
        )
