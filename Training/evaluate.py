#!/usr/bin/env python3
"""Measures the regressor beside the rules, one edit for all and the untouched picture.

    evaluate.py FOLDER ATELIER [--pairs FOLDER] [--puzzles FOLDER] [--say SENTENCE...]

Without more: the held-out puzzles of FOLDER/held against the good pictures they were made of; --puzzles
names another such folder. --pairs: a folder of NAME_before.png and NAME_after_*.png, as
Benchmarks/expert_pairs.py takes. Pictures are rendered by the program. Needs numpy, pillow and scikit-image.
"""

import argparse
import glob
import json
import os
import subprocess
import sys
import tempfile

import numpy as np
from PIL import Image

from features import features
from sliders import NAMES, recipe

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Benchmarks"))
from expert_pairs import compare, load  # noqa: E402

LONG_EDGE = 320


def outputs(model, values):
    """What each member says of a picture's numbers, in usual moves."""
    start = np.clip((values[:len(model["center"])] - model["center"]) / model["scale"], -3, 3)
    said = []
    for member in range(len(model["weights0"])):
        state = start
        for layer in range(3):
            state = model[f"weights{layer}"][member] @ state + model[f"biases{layer}"][member]
            if layer < 2:
                state = np.maximum(state, 0)
        said.append(state)
    return np.array(said)


def bounded(model, output):
    share = output * model["unit"] / model["limits"]
    return model["limits"] * share / np.sqrt(1 + share * share)


def predict(model, values):
    """The sliders for a picture's numbers: the mean of the members, drawn towards one edit in doubt."""
    said = outputs(model, values)
    mean = said.mean(axis=0)
    trust = model["doubt"] / (model["doubt"] + said.var(axis=0, ddof=1))
    return bounded(model, model["edit"] + trust * (mean - model["edit"]))


def render(atelier, path, sliders, out):
    with tempfile.NamedTemporaryFile("w", suffix=".json") as settings:
        json.dump(recipe(sliders), settings)
        settings.flush()
        subprocess.run([atelier, "render", path, "--settings", settings.name, "--out", out,
                        "--overwrite", "--quiet", "--ignore-sidecar"], check=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("atelier")
    parser.add_argument("--pairs")
    parser.add_argument("--puzzles")
    parser.add_argument("--model", default="regressor.npz")
    parser.add_argument("--say", nargs="*", default=["improve this photo"],
                        help="what the program is told, one column each")
    options = parser.parse_args()
    model = dict(np.load(os.path.join(options.folder, options.model)))
    if options.pairs:
        before = sorted(glob.glob(os.path.join(options.pairs, "*_before.png")))
        after = [glob.glob(path.replace("_before.png", "_after_*.png"))[0] for path in before]
    else:
        puzzles = options.puzzles or os.path.join(options.folder, "held")
        before = sorted(glob.glob(os.path.join(puzzles, "degraded", "*.png")))
        after = [path.replace("degraded", "good") for path in before]
    edit = bounded(model, model["edit"])
    columns = ["untouched", "one edit", "regressor"] + options.say
    rows = []
    with tempfile.TemporaryDirectory() as work:
        said = []
        for number, sentence in enumerate(options.say):
            said.append(os.path.join(work, f"said{number}"))
            subprocess.run([options.atelier, "retouch", *before, "--say", sentence, "--out-dir",
                            said[-1], "--overwrite", "--quiet"], check=False)
        for one, two in zip(before, after):
            target = load(two)
            size = (target.shape[1], target.shape[0])
            image = Image.open(one).convert("RGB")
            image.thumbnail((LONG_EDGE, LONG_EDGE), Image.Resampling.LANCZOS)
            sliders = predict(model, features(np.asarray(image)))
            made = [one]
            for number, values in enumerate([edit, sliders]):
                made.append(os.path.join(work, f"{number}.png"))
                render(options.atelier, one, values, made[-1])
            for folder in said:
                result = os.path.join(folder, os.path.basename(one))
                made.append(result if os.path.exists(result) else one)
            rows.append([compare(load(path, size), target) for path in made])
            if options.pairs:
                print(os.path.basename(one)[:5], *(f"{row[0]:6.2f}" for row in rows[-1]),
                      *(f"{name.split('.')[1][:5]} {value:.2f}"
                        for name, value in zip(NAMES, sliders)))
    # An untouched picture that was never degraded has no error: 60 dB stand for it.
    rows = np.minimum(rows, 60)
    groups = {"all": np.ones(len(before), bool)}
    if not options.pairs:
        kinds = np.array([os.path.basename(path).split("_")[-1][:-4] for path in before])
        groups |= {kind: kinds == kind for kind in np.unique(kinds)}
    for group, chosen in groups.items():
        for name, values in zip(columns, rows[chosen].mean(axis=0).T.reshape(3, -1).T):
            print(f"{group:10}{name:24}" + "".join(f"{value:8.3f}" for value in values))
    for name, other in [("untouched", 0)] + list(zip(options.say, range(3, 9))):
        print(f"closer than {name}: {(rows[:, 2, 0] < rows[:, other, 0]).mean():.0%}")


if __name__ == "__main__":
    main()
