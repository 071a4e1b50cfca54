"""The kinds of pictures that people ask for, in the words they use, and the names that phones give to some. Pure."""

import re

SCREENSHOT = re.compile(r"screen[ _-]?shot|screen[ _-]?capture|스크린샷|화면[ _-]?캡[처쳐]", re.IGNORECASE)
SELFIE = re.compile(r"selfie|셀카|셀피", re.IGNORECASE)

KINDS = {
    "video": "동영상 비디오 영상 video videos movie movies clip clips",
    "selfie": "셀카 셀피 selfie selfies",
    "screenshot": "스크린샷 캡처 캡쳐 화면캡처 화면캡쳐 스크린_샷 화면_캡처 화면_캡쳐 screenshot screenshots screen_shot screen_shots",
    "panorama": "파노라마 panorama panoramas",
    "capsule": "캡슐 타임캡슐 타임_캡슐 capsule capsules time_capsule time_capsules",
    "live": "라이브포토 라이브_포토 livephoto livephotos live_photo live_photos",
    "moving": "움짤 gif gifs",
}
KIND_OF = {word.replace("_", " "): kind for kind, words in KINDS.items() for word in words.split()}
"""By folded word, or two."""
