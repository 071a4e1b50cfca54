"""The box says on the home network where it is: as `backup.local`, and as a web page that browsers of services list.

It holds for as long as an Announcement is started. Nothing here may stop the daemon: a box that cannot announce
itself is still reached by its address, so every failure is a state with a reason.
"""

from .addresses import home_addresses
from .announcement import Announcement

__all__ = ["Announcement", "home_addresses"]
