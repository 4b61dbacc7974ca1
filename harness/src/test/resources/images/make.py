"""Makes the images of this folder and, with torchvision's own transforms and OpenCV's resize, what should come of them.

Needs Pillow, NumPy, OpenCV, PyTorch and torchvision (Resize, CenterCrop). The images and what is expected of them are
committed: tests need none of these.  Run in this folder: python3 make.py
"""

import io
import struct
import zlib

import cv2
import numpy as np
from PIL import Image, ImageOps
from torchvision import transforms

CROP = transforms.Compose([transforms.Resize(256), transforms.CenterCrop(224)])
GRID = range(0, 224, 37)


def waves(width, height, channels):
    y, x = np.mgrid[0:height, 0:width].astype(float)
    planes = [127.5 + 127.5 * np.sin((x * (3 + c) + y * (5 - c)) / (17 + 4 * c)) for c in range(channels)]
    return np.stack(planes, axis=-1)


def bytes_of(width, height, channels):
    return waves(width, height, channels).round().astype(np.uint8)


def png16(path, samples, colour_type):
    """Pillow writes no 16-bit colour."""
    height, width, _ = samples.shape
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in samples)

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 16, colour_type, 0, 0, 0)
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def oriented(value):
    exif = Image.Exif()
    exif[0x0112] = value
    return exif.tobytes()


Image.fromarray(bytes_of(40, 30, 3)).save("rgb-enlarged.png")
Image.fromarray(bytes_of(31, 50, 3)[..., 0]).save("grey.png")
Image.fromarray(bytes_of(61, 47, 2), "LA").save("grey-alpha.png")
Image.fromarray(bytes_of(75, 60, 4), "RGBA").save("rgb-alpha.png")
palette = Image.fromarray(bytes_of(90, 70, 3)).quantize(16)
palette.save("palette-transparent.png", transparency=3)
Image.fromarray(bytes_of(53, 41, 3)[..., 0] > 127).save("one-bit.png")
checks = (np.indices((480, 640)).sum(axis=0) // 3 % 2 * 255).astype(np.uint8)
checks[100:300, 200:500] //= 2
Image.fromarray(np.stack([checks, checks.T[:480, :480].repeat(2, axis=1)[:, :640], 255 - checks], axis=-1)).save("rgb-reduced.png")
png16("rgb-16-bit.png", (waves(37, 45, 3) * 257).round().clip(0, 65535), 2)
Image.fromarray(bytes_of(256, 300, 3) // 64 * 64).save("rgb-no-resize.png")
Image.fromarray(bytes_of(120, 91, 3)).save("photo-420.jpg", quality=90)
Image.fromarray(bytes_of(97, 140, 3)).save("photo-444-turned.jpg", quality=92, subsampling=0, exif=oriented(6))
Image.fromarray(bytes_of(130, 77, 3)).save("photo-progressive-transversed.jpg", quality=85, progressive=True, exif=oriented(7))
Image.fromarray(bytes_of(66, 80, 3)[..., 1]).save("grey.jpg", quality=90)
exif = Image.Exif()
exif[0x0112] = 8
Image.fromarray(bytes_of(64, 48, 3)).save("rgb-turned.png", exif=exif)


# Four components: CMYK as Pillow writes it, and the same bytes declared YCCK (Adobe's transform 2).
buffer = io.BytesIO()
Image.fromarray(bytes_of(24, 16, 3)).convert("CMYK").save(buffer, "JPEG", quality=75)
cmyk = buffer.getvalue()
transform = cmyk.index(b"Adobe") + 11
assert cmyk[transform] == 0
with open("cmyk.jpg", "wb") as file:
    file.write(cmyk)
with open("ycck.jpg", "wb") as file:
    file.write(cmyk[:transform] + b"\2" + cmyk[transform + 1 :])


def authors_crop(image):
    """As ShuffleNet's authors validate: OpenCV's bilinear resize of the short side to 256, the middle 224x224."""
    pixels = np.asarray(image)
    height, width = pixels.shape[:2]
    short = min(height, width)
    size = [256 if side == short else int(256 / short * side + 0.5) for side in (width, height)]
    resized = cv2.resize(pixels, size, interpolation=cv2.INTER_LINEAR)
    left, top = (int(round((side - 224) / 2.0)) for side in size)
    return resized[top : top + 224, left : left + 224]


names = """rgb-enlarged.png grey.png grey-alpha.png rgb-alpha.png palette-transparent.png one-bit.png rgb-reduced.png
rgb-16-bit.png rgb-no-resize.png rgb-turned.png photo-420.jpg photo-444-turned.jpg photo-progressive-transversed.jpg
grey.jpg""".split()


def write(path, crop_of):
    with open(path, "w") as out:
        out.write("# per image: sums of the crop's red, green and blue; then samples of it: x y red green blue\n")
        for name in names:
            crop = np.asarray(crop_of(ImageOps.exif_transpose(Image.open(name)).convert("RGB"))).astype(int)
            assert crop.shape == (224, 224, 3)
            out.write("image %s %d %d %d\n" % (name, *crop.sum(axis=(0, 1))))
            for y in GRID:
                for x in GRID:
                    out.write("%d %d %d %d %d\n" % (x, y, *crop[y, x]))


write("expected.txt", CROP)
write("expected-authors.txt", authors_crop)
