"""Comments as a browser sends them, and what became of them."""

from backupd import reactions


def say(client, story, text="", **files):
    sent = {name: (path.name, path.read_bytes()) for name, path in files.items()}
    return client.post(f"/stories/{story}/comments", data={"text": text}, files=sent or {"photo": ("", b"")})


def texts(library, viewer, story):
    return [said.text for said in reactions.talk(library, viewer, story).comments]


def kept(library):
    return library.database.value(
        "SELECT count(*) FROM media WHERE kind IS NULL OR format <> 'jpeg' OR width < 4000"
    )
