"""Albums of many shapes, for tests of the pages that are made of them."""

import random

from backupd.book.records import Material, Shot

SHAPES = {
    "landscapes": [(4000, 3000)],
    "portraits": [(3000, 4000)],
    "phone": [(4000, 3000), (3000, 4000), (1080, 1920), (3000, 3000)],
    "panoramas": [(9000, 2000), (4000, 3000)],
    "screenshots": [(1080, 2400)],
    "odd": [(20000, 900), (900, 20000), (1, 1), (4000, 3000)],
    "everything": [
        (4000, 3000),
        (3000, 4000),
        (4000, 2250),
        (1080, 1920),
        (3000, 3000),
        (9000, 2500),
        (1080, 2400),
    ],
}
WORDS = [
    "",
    "",
    "바닷가에서 모래성을 쌓았어요",
    "할머니가 보내 주신 옥수수를 다 같이 먹었어요. 정말 맛있었어요!",
    "띄어쓰기없이아주길게이어지는말도한줄을넘으면어디선가끊어져야하니까요" * 2,
    "우리가 그 섬에 처음 간 것은 아주 오래전 여름이었어요. " * 30,
]


def album(shapes: str, count: int = 60, seed: int = 1, headed: bool = True) -> Material:
    chance = random.Random(f"{shapes} {count} {seed}")
    shots, day, story = [], 1, 0
    for number in range(count):
        width, height = chance.choice(SHAPES[shapes])
        goes_on = number > 0 and chance.random() < 0.15
        story += not goes_on
        day += not goes_on and chance.random() < 0.15
        shots.append(
            Shot(
                number + 1,
                story,
                width=width,
                height=height,
                day=f"{day}" if headed else "",
                heading=f"2019년 8월 {day}일 월요일" if headed else "",
                dated=f"2019년 8월 {day}일",
                caption="" if goes_on else chance.choice(WORDS),
            )
        )
    return Material(
        "제주 여름휴가",
        "2019년 8월 1일–9일",
        "첫 가족여행",
        ["사진 60장", "엄마, 아빠"],
        shots,
        shots[0] if shots else None,
    )
