"""Pictures of hazards before and after rectification, drawn by a machine since nobody's factory may be shown.

Each motif is a few shapes on a wall and a floor; the same seed draws the same bytes.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 800, 600
FLOOR = 410
Draw = ImageDraw.ImageDraw
Painter = Callable[[Draw, random.Random, bool], None]


def _extinguisher(draw: Draw, rng: random.Random, after: bool) -> None:
    for number in range(2 if after else 1):
        x = 320 + number * 90
        draw.rounded_rectangle((x, 240, x + 62, 440), 26, fill=(190, 32, 36))
        draw.rectangle((x + 20, 205, x + 42, 245), fill=(40, 40, 44))
        draw.arc((x + 30, 200, x + 110, 320), 250, 60, fill=(30, 30, 32), width=8)
        draw.ellipse((x + 18, 262, x + 44, 288), fill=(240, 240, 236), outline=(60, 60, 60), width=2)
        draw.line((x + 31, 275, x + (40 if after else 22), 268), fill=(10, 120, 50) if after else (200, 0, 0), width=4)
    if not after:
        _boxes(draw, rng, 360, 4)


def _boxes(draw: Draw, rng: random.Random, left: int, count: int) -> None:
    for number in range(count):
        x, size = left + number * 70 + rng.randrange(-12, 12), rng.randrange(70, 120)
        y = FLOOR + 70 - size - (60 if number % 3 == 2 else 0)
        shade = rng.randrange(-18, 18)
        draw.rectangle(
            (x, y, x + size, y + size), fill=(176 + shade, 138 + shade, 92 + shade), outline=(120, 92, 60), width=3
        )
        draw.line((x, y + size // 2, x + size, y + size // 2), fill=(206, 184, 140), width=7)


def _door(draw: Draw, rng: random.Random, after: bool) -> None:
    draw.rectangle((280, 120, 500, 470), fill=(88, 112, 104), outline=(50, 60, 58), width=6)
    draw.rectangle((388, 120, 392, 470), fill=(50, 60, 58))
    draw.rectangle((320, 66, 460, 108), fill=(16, 132, 76) if after else (60, 78, 70))
    draw.polygon(
        ((350, 96), (372, 76), (372, 86), (430, 86), (430, 96)), fill=(235, 250, 240) if after else (110, 120, 116)
    )
    if not after:
        _boxes(draw, rng, 260, 5)


def _switchboard(draw: Draw, rng: random.Random, after: bool) -> None:
    draw.rectangle((290, 130, 510, 400), fill=(150, 156, 160), outline=(84, 90, 94), width=5)
    if after:
        draw.polygon(((400, 190), (350, 300), (396, 290), (380, 360), (450, 250), (404, 258)), fill=(232, 190, 20))
        draw.rectangle((494, 250, 506, 290), fill=(60, 60, 60))
        return
    for row in range(3):
        for column in range(5):
            x, y = 312 + column * 38, 160 + row * 70
            draw.rectangle((x, y, x + 26, y + 44), fill=(34, 36, 40))
            draw.rectangle((x + 8, y + 8, x + 18, y + 22), fill=(206, 210, 212))
    for _ in range(9):
        x, y = rng.randrange(320, 480), rng.randrange(330, 400)
        colour = rng.choice(((190, 40, 40), (30, 90, 170), (220, 180, 40)))
        draw.arc((x - 60, y - 40, x + 50, y + 110), rng.randrange(0, 90), rng.randrange(140, 300), fill=colour, width=5)


def _tank(draw: Draw, rng: random.Random, after: bool) -> None:
    for x in (170, 430):
        draw.rectangle((x, 150, x + 200, 430), fill=(196, 202, 206))
        draw.ellipse((x, 120, x + 200, 180), fill=(214, 219, 222), outline=(150, 156, 160), width=3)
        draw.rectangle((x + 150, 150, x + 166, 430), fill=(164, 170, 175))
    draw.rectangle((90, 430, 710, 490), fill=(138, 132, 124))
    if after:
        draw.line((90, 434, 710, 434), fill=(222, 190, 40), width=7)
        return
    for crack in range(4):
        x, y = 180 + crack * 120, 432
        for _ in range(5):
            end = (x + rng.randrange(-16, 18), y + rng.randrange(8, 14))
            draw.line((x, y, *end), fill=(50, 46, 42), width=4)
            x, y = end
    draw.ellipse((300, 500, 520, 540), fill=(72, 66, 58))


def _machine(draw: Draw, rng: random.Random, after: bool) -> None:
    draw.rectangle((200, 240, 600, 460), fill=(60, 104, 128), outline=(36, 66, 84), width=5)
    draw.rectangle((230, 200, 330, 250), fill=(50, 88, 108))
    draw.ellipse((420, 250, 570, 400), fill=(150, 154, 158), outline=(80, 84, 88), width=6)
    draw.ellipse((480, 310, 510, 340), fill=(50, 52, 55))
    for _ in range(6):
        x = rng.randrange(430, 560)
        draw.line((495, 325, x, rng.choice((262, 388))), fill=(110, 114, 118), width=6)
    if after:
        draw.rectangle((405, 235, 585, 415), outline=(232, 186, 20), width=12)
        for x in range(420, 585, 22):
            draw.line((x, 240, x, 410), fill=(232, 186, 20), width=4)
    draw.ellipse((250, 300, 280, 330), fill=(200, 30, 30))
    draw.ellipse((300, 300, 330, 330), fill=(30, 140, 60))


def _cylinders(draw: Draw, rng: random.Random, after: bool) -> None:
    for number in range(5):
        x = 210 + number * 78 + (0 if after else rng.randrange(-14, 14))
        colour = (40, 110, 168) if number % 2 else (206, 206, 210)
        draw.rounded_rectangle((x, 190, x + 56, 450), 24, fill=colour, outline=(50, 60, 70), width=2)
        draw.rectangle((x + 20, 164, x + 36, 196), fill=(96, 90, 60))
        if after:
            draw.rectangle((x - 2, 380, x + 58, 394), fill=(30, 30, 32))
    if after:
        draw.line((190, 300, 610, 300), fill=(120, 120, 124), width=8)


def _shelves(draw: Draw, rng: random.Random, after: bool) -> None:
    for x in (140, 400, 660):
        draw.rectangle((x, 110, x + 16, 470), fill=(40, 84, 150))
    for y in (220, 340, 460):
        draw.rectangle((140, y, 676, y + 12), fill=(206, 110, 36))
        for number in range(6):
            if rng.random() < (0.75 if after else 0.95):
                x, high = 165 + number * 84, rng.randrange(50, 88 if after else 104)
                draw.rectangle((x, y - high, x + 70, y), fill=(182, 146, 100), outline=(126, 98, 64), width=2)
    if not after:
        _boxes(draw, rng, 180, 6)


def _platform(draw: Draw, rng: random.Random, after: bool) -> None:
    draw.rectangle((120, 330, 680, 352), fill=(110, 116, 120))
    for x in (150, 390, 630):
        draw.rectangle((x, 352, x + 20, 520), fill=(96, 102, 106))
    for step in range(8):
        draw.line((240, 360 + step * 22, 320, 360 + step * 22), fill=(80, 84, 88), width=5)
    posts = range(130, 690, 60) if after else (130, 190, 370, 610)
    for x in posts:
        draw.line((x, 230, x, 330), fill=(228, 184, 24), width=8)
    for y in (232, 280):
        draw.line((130, y, 680 if after else 190 + rng.randrange(0, 30), y), fill=(228, 184, 24), width=8)


MOTIFS: dict[str, Painter] = {
    "extinguisher": _extinguisher,
    "door": _door,
    "switchboard": _switchboard,
    "tank": _tank,
    "machine": _machine,
    "cylinders": _cylinders,
    "shelves": _shelves,
    "platform": _platform,
}
_BY_CATEGORY = {
    "消防安全": ("extinguisher", "door"),
    "用电安全": ("switchboard",),
    "生产设备设施及工艺": ("machine", "tank"),
    "特种设备现场管理": ("cylinders",),
    "特种设备基础管理": ("cylinders",),
    "场所环境": ("platform", "shelves"),
    "从业人员操作行为": ("platform", "machine"),
}
VARIANTS = 2


def motif_for(category: str, number: int) -> str:
    """What a picture of a hazard of that category shows."""
    motifs = _BY_CATEGORY.get(category, ("shelves", "door", "tank"))
    return motifs[number % len(motifs)]


def photograph(motif: str, *, after: bool, variant: int) -> bytes:
    """A JPEG of 800 × 600."""
    rng = random.Random(f"{motif} {variant}")
    wall, floor = rng.randrange(168, 208), rng.randrange(112, 146)
    strip = Image.new("RGB", (1, HEIGHT))
    tones = (wall - y // 14 if y < FLOOR else floor - (y - FLOOR) // 9 for y in range(HEIGHT))
    strip.putdata([(tone, tone - 3, tone - 9) for tone in tones])
    image = strip.resize((WIDTH, HEIGHT))
    draw = ImageDraw.Draw(image)
    for _ in range(260):
        x, y, tone = rng.randrange(WIDTH), rng.randrange(FLOOR, HEIGHT), rng.randrange(90, 130)
        draw.ellipse((x, y, x + rng.randrange(2, 14), y + rng.randrange(1, 4)), fill=(tone, tone - 3, tone - 6))
    MOTIFS[motif](draw, rng, after)
    image = image.rotate(rng.uniform(-2.2, 2.2), Image.Resampling.BICUBIC, fillcolor=(wall, wall, wall - 8))
    image = image.filter(ImageFilter.GaussianBlur(0.9))
    noise = Image.frombytes("L", (WIDTH // 2, HEIGHT // 2), rng.randbytes(WIDTH * HEIGHT // 4)).resize((WIDTH, HEIGHT))
    image = Image.blend(image, Image.merge("RGB", (noise, noise, noise)), 0.05)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82)
    return out.getvalue()
