"""Another machine of the home: it looks names up, watches services come and go, or has a name of its own.

It is a plain python-zeroconf program, written without a line of ours.
"""

import sys
import time

from zeroconf import AddressResolver, ServiceBrowser, ServiceInfo, Zeroconf

HTTP = "_http._tcp.local."


def resolve(zeroconf: Zeroconf, name: str) -> None:
    asked = AddressResolver(f"{name}.")
    asked.request(zeroconf, 1500)
    print(*sorted(asked.parsed_addresses()), flush=True)


def watch(zeroconf: Zeroconf) -> None:
    """A line for every service that comes, with its host and port, and for every one that says goodbye."""
    ServiceBrowser(zeroconf, HTTP, _Telling())
    time.sleep(60)


def listen(zeroconf: Zeroconf, name: str) -> None:
    """Learns a name once, then only listens: says every half second what it still believes, without asking again."""
    resolve(zeroconf, name)
    for _ in range(100):
        time.sleep(0.5)
        known = AddressResolver(f"{name}.")
        known.load_from_cache(zeroconf)
        print("still", *sorted(known.parsed_addresses()), flush=True)


def hold(zeroconf: Zeroconf, name: str, address: str) -> None:
    """Has the name and keeps it, whatever others say."""
    service = ServiceInfo(HTTP, f"Printer.{HTTP}", port=80, parsed_addresses=[address], server=f"{name}.")
    zeroconf.register_service(service, allow_name_change=True)
    print("holding", flush=True)
    time.sleep(60)


class _Telling:
    def add_service(self, zeroconf: Zeroconf, kind: str, name: str) -> None:
        found = zeroconf.get_service_info(kind, name)
        if found:
            print("came", name.removesuffix(f".{HTTP}"), found.server, found.port, flush=True)

    def remove_service(self, zeroconf: Zeroconf, kind: str, name: str) -> None:
        print("left", name.removesuffix(f".{HTTP}"), flush=True)

    def update_service(self, zeroconf: Zeroconf, kind: str, name: str) -> None:
        pass


if __name__ == "__main__":
    verb, address, *words = sys.argv[1:]
    with Zeroconf(interfaces=[address]) as network:
        {"resolve": resolve, "watch": watch, "listen": listen, "hold": hold}[verb](network, *words)
