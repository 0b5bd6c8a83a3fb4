"""Small and stripped copies of pictures: turned upright, without metadata (place, time, camera). Knows no user."""

import io
from pathlib import Path

from PIL import Image, ImageOps

from anlan.kit.files import store

THUMB_SIDE = 320
_SAVED_AS = {"image/jpeg": ("JPEG", "jpg"), "image/png": ("PNG", "png"), "image/webp": ("WEBP", "webp")}


def thumbnail(sha256: str) -> Path:
    """A JPEG of at most 320 pixels a side, made at the first call.

    Raises ``FileNotFoundError`` if the content is gone.
    """
    made = store.derived_path(sha256, f"{THUMB_SIDE}.jpg")
    if not made.exists():
        with Image.open(store.path_of(sha256)) as image:
            image.draft("RGB", (THUMB_SIDE * 2, THUMB_SIDE * 2))
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((THUMB_SIDE, THUMB_SIDE))
            store.write_derived(made, _encoded(_flat(upright), "JPEG", quality=80))
    return made


def stripped(sha256: str, media_type: str) -> Path:
    """A copy fit to leave the bureau: a picture without metadata; other files as they are."""
    if media_type not in _SAVED_AS:
        return store.path_of(sha256)
    form, extension = _SAVED_AS[media_type]
    made = store.derived_path(sha256, f"stripped.{extension}")
    if not made.exists():
        with Image.open(store.path_of(sha256)) as image:
            upright = ImageOps.exif_transpose(image)
            clean = Image.new(upright.mode, upright.size)
            if upright.mode == "P":
                clean = upright.convert("RGBA")
            else:
                clean.paste(upright)
            clean.info = {}
            store.write_derived(made, _encoded(clean, form, quality=92))
    return made


def _flat(image: Image.Image) -> Image.Image:
    """JPEG has no transparency: white shows through instead."""
    if image.mode in ("RGBA", "LA", "P", "PA"):
        layered = image.convert("RGBA")
        ground = Image.new("RGB", layered.size, "white")
        ground.paste(layered, mask=layered.getchannel("A"))
        return ground
    return image.convert("RGB")


def _encoded(image: Image.Image, form: str, quality: int) -> bytes:
    buffer = io.BytesIO()
    image.info.pop("exif", None)
    image.save(buffer, form, quality=quality)
    return buffer.getvalue()
