"""Signing in at Kakao, so that we may write to somebody: there, back, and the code exchanged for tokens."""

from backupd.core.errors import Absent, Refused
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.notify import kakao, store
from backupd.notify.sending import keep, secret_of
from backupd.notify.unsent import Unsent


def login_page(library: Library, viewer: Viewer, number: int) -> str:
    """Where the viewer signs in at Kakao for this channel. Raises Absent."""
    secret = _kakao_secret(library, viewer, number)
    return kakao.login_address(secret, login_state(library, viewer, number), library.settings.notify)


def login_state(library: Library, viewer: Viewer, number: int) -> str:
    """What Kakao carries there and back, so that nobody is signed in by somebody else's link."""
    return f"{number}.{library.secrets.sign(f'{viewer.id} {number}'.encode(), 'kakao login').hex()}"


def channel_of_state(library: Library, viewer: Viewer, state: str) -> int:
    """Raises Absent for a state that we did not give this viewer."""
    number = state.partition(".")[0]
    if not number.isdecimal() or login_state(library, viewer, int(number)) != state:
        raise Absent
    return int(number)


def sign_in(library: Library, viewer: Viewer, number: int, pasted: str) -> None:
    """Exchange the code that Kakao's page gave for tokens. Raises Absent, or Refused with what to do."""
    secret, code = _kakao_secret(library, viewer, number), kakao.code_in(pasted)
    if not code:
        raise Refused("notify.kakao_code_wrong")
    services = library.settings.notify
    try:
        kakao.signed_in(secret, code, services, library.clock, lambda new: keep(library, number, new))
    except Unsent as unsent:
        said = "notify.kakao_code_wrong" if unsent.problem == "signed_out" else "notify.kakao_silent"
        raise Refused(said) from unsent
    with library.database.writing() as connection:
        connection.execute(
            "UPDATE channel SET shown = 'KakaoTalk', problem = NULL, ready = '' WHERE id = ?", (number,)
        )


def _kakao_secret(library: Library, viewer: Viewer, number: int) -> dict[str, str]:
    if store.channel_of(library, viewer.id, number).kind != "kakao":
        raise Absent
    return secret_of(library, number)
