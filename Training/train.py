#!/usr/bin/env python3
"""Trains the regressor on puzzles.

    train.py FOLDER [--members 6] [--steps 500] [--folds 0]

FOLDER/puzzles.npz comes from puzzles.py. The network predicts sliders; they are put on a sample of the
puzzle's pixels (sliders.py), and what is charged is how far these are from the good picture's. With --folds
the training photographs are cut into that many parts, each left out once, to compare settings without the
held-out ones. Writes FOLDER/regressor.npz. Needs numpy and torch.
"""

import argparse
import os

import numpy as np
import torch

from sliders import NAMES, UNITS, difference, lab, render, tensor

LIMITS = torch.tensor([1.5, 45, 60, 60, 60, 50, 30, 20, 40, 50])


# Of the numbers of a picture the network sees those of the whole; cells only made it learn photographs by
# heart.
SEEN = 18


class Members(torch.nn.Module):
    """Several perceptrons that are trained beside each other, each on puzzles of its own choice.

    `last` is how far the last layer starts from saying nothing.
    """

    def __init__(self, members, sizes, last=0.1):
        super().__init__()
        self.weights = torch.nn.ParameterList(
            torch.randn(members, outputs, inputs) * (2 / max(inputs, 1)) ** 0.5
            for inputs, outputs in zip(sizes, sizes[1:]))
        self.biases = torch.nn.ParameterList(
            torch.zeros(members, outputs) for outputs in sizes[1:])
        with torch.no_grad():
            self.weights[-1].mul_(last)

    def forward(self, state):
        """Numbers (members, pictures, numbers) to moves (members, pictures, sliders)."""
        for layer, (weights, biases) in enumerate(zip(self.weights, self.biases)):
            state = state @ weights.transpose(1, 2) + biases[:, None]
            if layer + 1 < len(self.weights):
                state = state.relu()
        return state


def rarity(lightness):
    """How rare a good picture's mean L* is among the others, 0.4…6 times the usual.

    Most photographs of the packages are daylight. Night, candle light, low key and high key count more
    than there are of them, so that dark is not taken for darkened, nor light for overexposed.
    """
    grid = np.arange(0, 101.0)
    density = np.exp(-((grid[:, None] - lightness) / 5) ** 2 / 2).mean(axis=1)
    weight = 1 / np.interp(lightness, grid, density)
    return np.clip(weight / np.median(weight), 0.4, 6)


class Puzzles:
    def __init__(self, data, rows):
        self.features = data["features"][rows, :SEEN]
        self.start = tensor(data["degraded"][rows] / np.float32(255))
        self.detail = tensor(data["detail"][rows].astype(np.float32))
        self.good = lab(tensor(data["good"][rows] / np.float32(255)))
        self.untouched = difference(lab(self.start), self.good)
        self.weight = rarity(self.good[..., 0].mean(dim=1).numpy())

    def __len__(self):
        return len(self.features)

    def error(self, rows, sliders, pixels=slice(None)):
        made = render(self.start[rows][:, pixels], self.detail[rows][:, pixels], sliders)
        return difference(lab(made.clamp(0, 1)), self.good[rows][:, pixels])


def bounded(output):
    """Networks speak in usual moves; the answer keeps within limits."""
    share = output * UNITS / LIMITS
    return LIMITS * share / (1 + share * share).sqrt()


def train(puzzles, start, groups, options):
    torch.manual_seed(1)
    model = Members(options.members, [start.shape[1], options.hidden, options.hidden // 2, len(NAMES)])
    optimizer = torch.optim.AdamW(model.parameters(), weight_decay=options.decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 1e-2, total_steps=options.steps + 1)
    # Each member is left without a part of the photographs, so that they differ where these matter.
    names = np.unique(groups)
    choices = []
    for _ in range(options.members):
        kept = np.random.default_rng(len(choices)).permutation(names)[: len(names) * 3 // 4]
        choices.append(torch.tensor(np.flatnonzero(np.isin(groups, kept))))
    weights = [tensor(puzzles.weight[choice]) for choice in choices]
    for step in range(options.steps):
        rows = torch.stack([choice[torch.multinomial(weight, options.batch, replacement=True)]
                            for choice, weight in zip(choices, weights)])
        output = model(start[rows])
        flat, pixels = rows.flatten(), torch.randint(puzzles.start.shape[1], (options.pixels,))
        error = puzzles.error(flat, bounded(output.flatten(0, 1)), pixels)
        worse = (error - puzzles.untouched[flat]).clamp(min=0)
        loss = (error + options.caution * worse).mean() + 0.05 * output.abs().mean()
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1)
        optimizer.step()
        schedule.step()
        if step % 100 == 99:
            print(f"step {step + 1}: {error.mean():.2f}", flush=True)
    return model.eval()


def best_edit(puzzles):
    """The one edit that is best for all puzzles."""
    edit = torch.zeros(len(NAMES), requires_grad=True)
    optimizer = torch.optim.Adam([edit], lr=0.05)
    for _ in range(200):
        batch = torch.multinomial(tensor(puzzles.weight), 200, replacement=True)
        pixels = torch.randint(puzzles.start.shape[1], (32,))
        optimizer.zero_grad()
        puzzles.error(batch, bounded(edit[None].expand(200, -1)), pixels).mean().backward()
        optimizer.step()
    return edit.detach()


def report(name, puzzles, output, kind):
    with torch.no_grad():
        error = puzzles.error(slice(None), bounded(output))
    better = (error < puzzles.untouched).float().mean()
    balanced = np.average(error.numpy(), weights=puzzles.weight)
    print(f"{name:24}{error.mean():6.2f} {balanced:6.2f}  " + " ".join(
        f"{error[kind == one].mean():6.2f}" for one in range(3)) + f"  better {better:.0%}",
        flush=True)
    return error


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--members", type=int, default=6)
    parser.add_argument("--steps", type=int, default=500)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--hidden", type=int, default=24)
    parser.add_argument("--decay", type=float, default=0.05)
    parser.add_argument("--caution", type=float, default=0.5)
    parser.add_argument("--pixels", type=int, default=32)
    parser.add_argument("--doubt", type=float, default=0.5,
                        help="disagreement of the members that halves what they say")
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    torch.set_num_threads(1)
    data = dict(np.load(os.path.join(options.folder, "puzzles.npz")))
    held, group, kind = data["held"], data["group"], data["kind"]
    if options.folds:
        part = np.random.default_rng(0).permutation(group.max() + 1)[group] % options.folds
        splits = [(~held & (part != fold), ~held & (part == fold))
                  for fold in range(options.folds)]
    else:
        splits = [(~held, held)]
    for rows, test_rows in splits:
        train_set, test = Puzzles(data, rows), Puzzles(data, test_rows)
        kinds = kind[test_rows]
        center, scale = train_set.features.mean(axis=0), train_set.features.std(axis=0)
        start, seen = (tensor(np.clip((one.features - center) / scale, -3, 3))
                       for one in (train_set, test))
        model = train(train_set, start, group[rows], options)
        edit = best_edit(train_set)
        with torch.no_grad():
            outputs = model(seen.expand(options.members, -1, -1))
        guess = outputs.mean(axis=0)
        report("untouched", test, torch.zeros_like(guess), kinds)
        report("one edit", test, edit[None].expand(len(test), -1), kinds)
        report("one member", test, outputs[0], kinds)
        report("regressor", test, guess, kinds)
        for share in (0.25, 0.5):
            report(f"{share:.0%} one edit", test, guess + share * (edit - guess), kinds)
        doubt = outputs.var(axis=0)
        for size in (0.05, 0.2, options.doubt):
            trust = size / (size + doubt)
            report(f"doubt {size}", test, edit + trust * (guess - edit), kinds)
    if options.folds:
        return
    print("one edit", [f"{name} {value:.2f}" for name, value in zip(NAMES, bounded(edit))])
    arrays = {"center": center, "scale": scale, "unit": UNITS.numpy(), "limits": LIMITS.numpy(),
              "edit": edit.numpy(), "doubt": np.array(options.doubt)}
    for number, (weights, biases) in enumerate(zip(model.weights, model.biases)):
        arrays[f"weights{number}"] = weights.detach().numpy()
        arrays[f"biases{number}"] = biases.detach().numpy()
    np.savez(os.path.join(options.folder, "regressor.npz"), **arrays)


if __name__ == "__main__":
    main()
