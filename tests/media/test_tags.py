"""Words that people gave a picture elsewhere, and which camera of a phone took it."""

import struct
from datetime import UTC, datetime

import pytest

from backupd.media.facts import read
from tests.media.making import exif, photo

NOW = datetime(2026, 11, 23, tzinfo=UTC)
XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject><rdf:Bag>{}</rdf:Bag></dc:subject>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def facts(path):
    return read(path, path.name, "Asia/Seoul", NOW)


def with_xmp(path, *tags):
    return photo(path, xmp=XMP.format("".join(f"<rdf:li>{tag}</rdf:li>" for tag in tags)).encode())


def with_iptc(path, *tags):
    """As Photoshop writes them: dataset 2:25 in image resource 0x0404 of APP13."""
    records = b"".join(b"\x1c\x02\x19" + struct.pack(">H", len(tag.encode())) + tag.encode() for tag in tags)
    resource = (
        b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(records)) + records + b"\0" * (len(records) % 2)
    )
    block = b"Photoshop 3.0\0" + resource
    whole = photo(path).read_bytes()
    path.write_bytes(whole[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + whole[2:])
    return path


def test_tags_travel_in_the_file_in_three_ways(tmp_path):
    assert facts(with_xmp(tmp_path / "x.jpg", "바다", " Jeju  summer ", "바다")).tags == "바다, Jeju summer"
    assert facts(with_iptc(tmp_path / "i.jpg", "강아지", "dog")).tags == "강아지, dog"
    windows = exif()
    windows[0x9C9E] = "생일;케이크".encode("utf-16-le") + b"\0\0"
    assert facts(photo(tmp_path / "w.jpg", exif=windows)).tags == "생일, 케이크"


@pytest.mark.parametrize("packet", [b"", b"<", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", b"\xff" * 50])
def test_a_damaged_packet_tells_nothing(tmp_path, packet):
    assert facts(photo(tmp_path / "x.jpg", xmp=packet)).tags == ""


def test_the_camera_beside_the_screen_takes_selfies(tmp_path):
    block = exif()
    block.get_ifd(0x8769)[0xA434] = "iPhone 12 front camera 2.71mm f/2.2"
    assert facts(photo(tmp_path / "f.jpg", exif=block)).selfie
    block.get_ifd(0x8769)[0xA434] = "iPhone 12 back dual wide camera 4.2mm f/1.6"
    assert not facts(photo(tmp_path / "b.jpg", exif=block)).selfie
    assert not facts(photo(tmp_path / "n.png")).selfie
