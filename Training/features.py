#!/usr/bin/env python3
"""What the model sees of a picture: 118 numbers of its statistics and of the picture in 5 × 5 cells.

    features.py ATELIER PICTURE...

All are among those that `atelier stats` measures; the command says how far both are apart on pictures.
"""

import json
import subprocess
import sys

import numpy as np
from PIL import Image

LINEAR = np.array([v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4
                   for v in np.arange(256) / 255])
TO_XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
                   [0.0193339, 0.1191920, 0.9503041]])
WHITE = TO_XYZ.sum(axis=1)
PERCENTILES = [1, 5, 10, 25, 50, 75, 90, 95, 99]


def lab(pixels):
    """CIE L*a*b* of 8-bit sRGB pixels, relative to D65."""
    xyz = (LINEAR[pixels] @ TO_XYZ.T) / WHITE
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.stack([116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]),
                     200 * (f[..., 1] - f[..., 2])], axis=-1)


def features(pixels):
    """The numbers of a picture of 8-bit sRGB pixels, already of the size that plans are made on."""
    picture = lab(pixels)
    lightness, a, b = picture[..., 0], picture[..., 1], picture[..., 2]
    chroma = np.hypot(a, b)
    values = list(np.percentile(lightness, PERCENTILES))
    values += [lightness.mean(), lightness.std()]
    values += [100 * (lightness <= 1).mean(), 100 * (lightness >= 99.3).mean(),
               100 * (pixels.max(axis=-1) >= 254).mean()]
    values += [a.mean(), b.mean(), chroma.mean(), np.percentile(chroma, 95)]
    height, width = lightness.shape
    for row in range(5):
        for column in range(5):
            part = picture[row * height // 5:(row + 1) * height // 5,
                           column * width // 5:(column + 1) * width // 5].reshape(-1, 3)
            values += [*part.mean(axis=0), part[:, 0].std()]
    return np.array(values, dtype=np.float64)


def measured(atelier, path):
    """The same numbers as the program measures them."""
    command = [atelier, "stats", path, "--json"]
    found = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    values = [found["lightness"][f"p{percent}"] for percent in PERCENTILES]
    values += [found["lightness"]["mean"], found["contrast"]["deviation"]]
    values += [100 * found["clipping"][name] for name in ("black", "white", "any_channel")]
    values += [found["cast"]["mean"][name] for name in "ab"]
    values += [found["chroma"]["mean"], found["chroma"]["p95"]]
    for row in found["grid"]:
        for cell in row:
            values += [cell[name] for name in ("lightness", "a", "b", "contrast")]
    return np.array(values)


if __name__ == "__main__":
    for path in sys.argv[2:]:
        ours = features(np.asarray(Image.open(path).convert("RGB")))
        print(f"{np.abs(ours - measured(sys.argv[1], path)).max():.4f}  {path}")
