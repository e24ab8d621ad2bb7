#!/usr/bin/env python3
"""How close "improve this photo" comes to a retoucher, on before/after pairs.

    expert_pairs.py PAIRS_FOLDER ATELIER [--say TEXT]

PAIRS_FOLDER holds NAME_before.png and NAME_after_*.png. Prints mean CIEDE2000, PSNR and SSIM of the
untouched photo, of ImageMagick's -auto-level and of the program, each against the retoucher's picture.
Needs numpy, pillow, scikit-image and ImageMagick.
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


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("pairs")
    parser.add_argument("atelier")
    parser.add_argument("--say", default="improve this photo")
    parser.add_argument("--keep", help="folder that keeps the results")
    options = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        folder = options.keep or folder
        os.makedirs(folder, exist_ok=True)
        for before in sorted(glob.glob(os.path.join(options.pairs, "*_before.png"))):
            name = os.path.basename(before).removesuffix("_before.png")
            after = glob.glob(os.path.join(options.pairs, f"{name}_after_*.png"))[0]
            target = load(after)
            size = (target.shape[1], target.shape[0])
            ours = os.path.join(folder, f"{name}.png")
            subprocess.run([options.atelier, "retouch", before, "--say", options.say, "--out", ours,
                            "--overwrite", "--quiet"], check=False)
            leveled = os.path.join(folder, f"{name}_leveled.png")
            subprocess.run(["/usr/bin/convert", before, "-auto-level", leveled], check=True)
            result = ours if os.path.exists(ours) else before
            rows.append((name, compare(load(before, size), target),
                         compare(load(leveled, size), target), compare(load(result, size), target)))
    print(f"{'':8}{'untouched':>24}{'-auto-level':>26}{'atelier':>26}")
    print(f"{'photo':8}" + f"{'dE00':>8}{'PSNR':>8}{'SSIM':>8}  " * 3)
    for name, *columns in rows:
        print(f"{name:8}" + "".join(f"{d:8.2f}{p:8.2f}{s:8.3f}  " for d, p, s in columns))
    means = [np.mean([row[k + 1] for row in rows], axis=0) for k in range(3)]
    print(f"{'mean':8}" + "".join(f"{d:8.2f}{p:8.2f}{s:8.3f}  " for d, p, s in means))


if __name__ == "__main__":
    main()
