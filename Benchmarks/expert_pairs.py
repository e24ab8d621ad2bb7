#!/usr/bin/env python3
"""How close "improve this photo" comes to a retoucher, on before/after pairs.

    expert_pairs.py PAIRS_FOLDER ATELIER [--say TEXT]

PAIRS_FOLDER holds NAME_before.png and NAME_after_*.png. Prints mean CIEDE2000, PSNR, SSIM and the
intersection of L*a*b* histograms, against the retoucher's picture, of the untouched photo, of ImageMagick's
-auto-level, of one gain of light that knows the answer (the best of many), and of the program. Needs
numpy, pillow, scikit-image and ImageMagick.
"""

import argparse
import glob
import os
import subprocess
import tempfile

import numpy as np
from PIL import Image
from skimage.color import deltaE_ciede2000, rgb2lab
from skimage.metrics import structural_similarity


def load(path, size=None):
    image = Image.open(path).convert("RGB")
    if size and image.size != size:
        image = image.resize(size, Image.Resampling.LANCZOS)
    return np.asarray(image, dtype=np.float64) / 255


def compare(one, two):
    difference = deltaE_ciede2000(rgb2lab(one), rgb2lab(two)).mean()
    error = ((one - two) ** 2).mean()
    psnr = 10 * np.log10(1 / error)
    ssim = structural_similarity(one, two, channel_axis=2, data_range=1, gaussian_weights=True,
                                 sigma=1.5, use_sample_covariance=False)
    return difference, psnr, ssim


def histogram(picture):
    """Shares of the pixels in 16 × 16 × 16 cells of L*a*b*."""
    lab = rgb2lab(picture).reshape(-1, 3)
    cells = np.histogramdd(lab, bins=16, range=[(0, 100), (-80, 80), (-80, 80)])[0]
    return cells / len(lab)


def measure(one, two):
    return (*compare(one, two), np.minimum(histogram(one), histogram(two)).sum())


def gained(picture, target):
    """The picture with the one gain of its linear light that comes closest to the target."""
    light = np.where(picture <= 0.04045, picture / 12.92, ((picture + 0.055) / 1.055) ** 2.4)

    def result(light, stops):
        made = np.clip(light * 2**stops, 0, 1)
        return np.where(made <= 0.0031308, 12.92 * made, 1.055 * made ** (1 / 2.4) - 0.055)
    # A sixteenth of the pixels is enough to choose by.
    few, wanted = light[::4, ::4], rgb2lab(target[::4, ::4])
    best = min(np.arange(-2, 2.01, 0.05),
               key=lambda stops: deltaE_ciede2000(rgb2lab(result(few, stops)), wanted).mean())
    return result(light, best)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("pairs")
    parser.add_argument("atelier")
    parser.add_argument("--say", default="improve this photo")
    parser.add_argument("--keep", help="folder that keeps the results")
    options = parser.parse_args()
    columns = ["untouched", "-auto-level", "ideal gain", "atelier"]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        folder = options.keep or folder
        os.makedirs(folder, exist_ok=True)
        for before in sorted(glob.glob(os.path.join(options.pairs, "*_before.png"))):
            name = os.path.basename(before).removesuffix("_before.png")
            target = load(glob.glob(os.path.join(options.pairs, f"{name}_after_*.png"))[0])
            size = (target.shape[1], target.shape[0])
            leveled = os.path.join(folder, f"{name}_leveled.png")
            subprocess.run(["/usr/bin/convert", before, "-auto-level", leveled], check=True)
            start = load(before, size)
            ours = os.path.join(folder, f"{name}.png")
            subprocess.run([options.atelier, "retouch", before, "--say", options.say, "--out", ours,
                            "--overwrite", "--quiet"], check=False)
            result = ours if os.path.exists(ours) else before
            pictures = [start, load(leveled, size), gained(start, target), load(result, size)]
            rows.append((name, [measure(picture, target) for picture in pictures]))
    print(f"{'':8}" + "".join(f"{column:>32}" for column in columns))
    print(f"{'photo':8}" + f"{'dE00':>9}{'PSNR':>8}{'SSIM':>8}{'hist':>7}" * len(columns))
    means = np.mean([cells for _, cells in rows], axis=0)
    for name, cells in [*rows, ("mean", means)]:
        print(f"{name:8}" + "".join(f"{d:9.2f}{p:8.2f}{s:8.3f}{h:7.3f}" for d, p, s, h in cells))


if __name__ == "__main__":
    main()
