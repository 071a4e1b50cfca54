"""The settings: one TOML file, every key explained in config/backupd.toml, read once and passed on."""

import os
import tomllib
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import available_timezones

import msgspec

from backupd.core.errors import CannotStart

# Apprise's names of services that are reached over the network alone; nothing that writes on this machine or runs here.
SCHEMES = (
    "bark", "barks", "chanify", "dingtalk", "discord", "feishu", "gchat", "gotify", "gotifys", "lark", "line", "mailgun",
    "matrix", "matrixs", "mmost", "mmosts", "nctalk", "nctalks", "ntfy", "ntfys", "pbul",
    "pover", "pushdeer", "rocket", "rockets", "sendgrid", "signal", "signals", "slack", "threema", "tgram", "twilio",
    "viber", "whatsapp", "wxteams", "zulip",
)  # fmt: skip


class DropFolder(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A watched folder whose files become albums of one family."""

    path: str
    family: str
    person: str
    albums: Literal["folder", "month"] = "folder"
    poll: bool | None = None


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What one file may cost while it is decoded."""

    memory_mb: int = 768
    seconds: int = 120
    megapixels: int = 80
    frames: int = 120
    workers: int = 1


class Guests(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What may be added by one link for guests."""

    files: int = 200
    file_mb: int = 2048
    total_mb: int = 20480


class Pictures(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """How the box sees what is in the pictures: the folder or the address of a model of one's own."""

    model: str = ""


class ClockSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Whom the box believes about the time."""

    source: Literal["system", "owner"] = "system"


class Notify(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """How messages leave the house: the album's address in links, which services there are and where."""

    address: str = ""
    private_targets: bool = False
    schemes: tuple[str, ...] = SCHEMES
    telegram: str = "https://api.telegram.org"
    kakao: str = "https://kapi.kakao.com"
    kakao_login: str = "https://kauth.kakao.com"


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Everything one can set. Relative paths are taken from the data folder."""

    host: str = "0.0.0.0"  # noqa: S104 - the home network is who it serves
    port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 8100
    name: str = "backup"
    announce: bool = True
    hosts: tuple[str, ...] = ()
    originals: str | None = None
    reserve_mb: int = 512
    language: Literal["ko", "en"] = "ko"
    time_zone: str = "Asia/Seoul"
    log_level: Literal["DEBUG", "INFO", "WARNING"] = "INFO"
    stable_seconds: float = 5.0
    quiet_seconds: float = 90.0
    sweep_seconds: float = 300.0
    limits: Limits = Limits()
    guests: Guests = Guests()
    clock: ClockSource = ClockSource()
    notify: Notify = Notify()
    pictures: Pictures = Pictures()
    drop_folders: tuple[DropFolder, ...] = ()
    data: str = ""

    @property
    def data_folder(self) -> Path:
        return Path(self.data)

    @property
    def originals_folder(self) -> Path | None:
        return None if self.originals is None else self.data_folder / Path(self.originals).expanduser()


def load(data: Path, config: Path | None = None, **given: object) -> Settings:
    """Settings from `config`, else from backupd.toml in the data folder, else the defaults; `given` (from the command
    line, None = not given) wins. Raises CannotStart with the file and the key that is wrong."""
    path = config or data / "backupd.toml"
    found = _read(path) if config or path.exists() else {}
    chosen = {name.replace("_", "-"): value for name, value in given.items() if value is not None}
    try:
        settings = msgspec.convert({**found, **chosen, "data": str(data.absolute())}, Settings)
    except msgspec.ValidationError as error:
        raise CannotStart("settings.invalid", path=path, problem=error) from error
    if settings.time_zone not in available_timezones():
        raise CannotStart("settings.no_such_time_zone", path=path, zone=settings.time_zone)
    placed = tuple(_placed(folder, settings.data_folder) for folder in settings.drop_folders)
    pictures = settings.pictures
    if pictures.model and "://" not in pictures.model:
        pictures = Pictures(str(settings.data_folder / Path(pictures.model).expanduser()))
    return msgspec.structs.replace(settings, drop_folders=placed, pictures=pictures)


def _placed(folder: DropFolder, data: Path) -> DropFolder:
    """A daemon's working folder is nobody's business: whole paths from here on."""
    return msgspec.structs.replace(folder, path=str(data / Path(folder.path).expanduser()))


def _read(path: Path) -> dict:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise CannotStart("settings.missing", path=path) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CannotStart("settings.broken", path=path, problem=error) from error
    except OSError as error:
        raise CannotStart("settings.unreadable", path=path, problem=error.strerror) from error


def default_data_folder() -> Path:
    """/var/lib/backup where an installed box keeps it, else the XDG data home (freedesktop.org basedir-spec)."""
    installed = Path("/var/lib/backup")
    if installed.is_dir() and os.access(installed, os.W_OK):
        return installed
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(home) / "backup"
