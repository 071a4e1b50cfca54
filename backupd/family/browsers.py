"""What kind of machine and browser is asking, from its User-Agent: word keys, for a device's first name."""

_MACHINES = (
    ("iPhone", "iphone"),
    ("iPad", "ipad"),
    ("SMART-TV", "tv"),
    ("SmartTV", "tv"),
    ("Web0S", "tv"),
    ("Tizen", "tv"),
    ("SM-T", "tablet"),
    ("SM-X", "tablet"),
    ("Android", "android"),
    ("Windows", "windows"),
    ("CrOS", "chromebook"),
    ("Macintosh", "mac"),
    ("Linux", "linux"),
)
_BROWSERS = (
    ("KAKAOTALK", "kakaotalk"),
    ("NAVER(", "naver"),
    ("Whale/", "whale"),
    ("SamsungBrowser", "samsung"),
    ("Edg", "edge"),
    ("OPR/", "opera"),
    ("Firefox", "firefox"),
    ("FxiOS", "firefox"),
    ("CriOS", "chrome"),
    ("Chrome", "chrome"),
    ("Safari", "safari"),
)


def machine_of(user_agent: str) -> str:
    """A word key such as `devices.iphone`; the order matters, for most of them claim to be others too."""
    found = next((key for mark, key in _MACHINES if mark in user_agent), "machine")
    if found == "android" and "Mobile" not in user_agent:
        found = "tablet"
    return f"devices.{found}"


def browser_of(user_agent: str) -> str | None:
    """A word key such as `devices.safari`, or None for a browser we have no name for."""
    found = next((key for mark, key in _BROWSERS if mark in user_agent), None)
    return f"devices.{found}" if found else None
