#!/usr/bin/env python3
"""Trains the regressor on puzzles.

    train.py FOLDER [--members 4] [--epochs 8]

FOLDER/puzzles.npz comes from puzzles.py. Several settings lead to nearly the same picture, so sliders are
not learned as such: one network learns what sliders do to the features of a picture, and the regressor is
trained through it to bring the features to those of the good picture. Writes FOLDER/regressor.npz and
prints how far features are from the good ones on held-out photographs. Needs numpy and torch.
"""

import argparse
import os

import numpy as np
import torch

from puzzles import DEGRADATIONS, NAMES

LIMITS = np.array([row[4] for row in DEGRADATIONS])
# Percentiles, mean and deviation of L*; black, white and clipped; a*, b* and C* means, C* of the 95th; cells.
WEIGHTS = torch.tensor([0.5] * 9 + [3, 2] + [0] * 3 + [3, 3, 2, 1] + [0.3, 0.3, 0.3, 0.2] * 25)


def undoing(sliders):
    """The sliders that take a degradation back; exact for exposure, nearly so for the others."""
    undo = -sliders
    column = NAMES.index("saturation.amount")
    undo[:, column] = 100 * (1 / (1 + sliders[:, column] / 100) - 1)
    return undo


def mirrored(values):
    """The features of the mirrored picture."""
    grid = values[:, 18:].reshape(-1, 5, 5, 4)[:, :, ::-1]
    return np.concatenate([values[:, :18], grid.reshape(len(values), 100)], axis=1)


def network(inputs, first, second, outputs, drop):
    return torch.nn.Sequential(
        torch.nn.Linear(inputs, first), torch.nn.ReLU(), torch.nn.Dropout(drop),
        torch.nn.Linear(first, second), torch.nn.ReLU(), torch.nn.Dropout(drop),
        torch.nn.Linear(second, outputs))


def fit(model, rows, epochs, loss_of, decay):
    """Trains a model; `loss_of` takes indices of rows."""
    optimizer = torch.optim.AdamW(model.parameters(), weight_decay=decay)
    size = 256
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, 3e-3, total_steps=epochs * (rows // size) + 1)
    model.train()
    for _ in range(epochs):
        for batch in torch.randperm(rows)[: rows // size * size].reshape(-1, size):
            optimizer.zero_grad()
            loss_of(batch).backward()
            optimizer.step()
            schedule.step()
    model.eval()


def distance(difference):
    """How far features are from the wanted ones: a root for each picture, as ΔE is a distance."""
    return ((WEIGHTS * difference**2).sum(axis=1) / WEIGHTS.sum() + 1e-3).sqrt()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--members", type=int, default=4)
    parser.add_argument("--epochs", type=int, default=8)
    options = parser.parse_args()
    torch.set_num_threads(1)
    data = np.load(os.path.join(options.folder, "puzzles.npz"))
    held = data["held"]
    degraded, good, sliders = data["degraded"], data["good"], data["sliders"].astype(float)
    center, scale = degraded[~held].mean(axis=0), degraded[~held].std(axis=0)
    unit = sliders[~held].std(axis=0)

    def prepared(values):
        return torch.tensor(np.clip((values - center) / scale, -4, 4), dtype=torch.float32)

    def plain(values):
        return torch.tensor(values, dtype=torch.float32)

    # What sliders do: forth, and nearly so back.
    undo = undoing(sliders)
    def both(rows):
        start = np.concatenate([good[rows], degraded[rows]])
        change = np.concatenate([degraded[rows] - good[rows], good[rows] - degraded[rows]])
        moved = np.concatenate([sliders[rows], undo[rows]]) / unit
        return torch.cat([prepared(start), plain(moved)], axis=1), plain(change)

    inputs, change = both(~held)
    torch.manual_seed(0)
    effect = network(inputs.shape[1], 96, 96, change.shape[1], 0.05)
    fit(effect, len(inputs), 40,
        lambda batch: distance(effect(inputs[batch]) - change[batch]).mean(), 1e-3)
    for parameter in effect.parameters():
        parameter.requires_grad_(False)
    inputs, change = both(held)
    print(f"effect of sliders: {distance(effect(inputs) - change).mean():.2f} off, "
          f"of {distance(change).mean():.2f}")

    both_ways = [np.concatenate([values[~held], mirrored(values[~held])])
                 for values in (degraded, good)]
    start, wanted = prepared(both_ways[0]), plain(both_ways[1] - both_ways[0])
    test, truth = prepared(degraded[held]), plain((good - degraded)[held])
    bound = plain(LIMITS / unit)

    def moved(output):
        return bound * torch.tanh(output / bound)

    def reached(features, output):
        return effect(torch.cat([features, moved(output)], axis=1))

    members, guesses = [], []
    for member in range(options.members):
        torch.manual_seed(member + 1)
        model = network(start.shape[1], 48, 24, len(NAMES), 0.25)
        with torch.no_grad():
            model[-1].weight.mul_(0.1)
        # A little is charged for moving sliders, so that the plainest of like settings is found.
        fit(model, len(start), options.epochs, lambda batch: (
            distance(reached(start[batch], output := model(start[batch])) - wanted[batch]).mean()
            + 0.05 * output.abs().mean()), 0.05)
        with torch.no_grad():
            guesses.append(model(test))
        members.append([layer for layer in model if isinstance(layer, torch.nn.Linear)])
    guess = torch.stack(guesses).mean(axis=0)
    with torch.no_grad():
        mean = torch.zeros_like(guess) + guess.mean(axis=0)
        for name, output in [("untouched", None), ("one mean edit", mean), ("regressor", guess)]:
            left = truth - (0 if output is None else reached(test, output))
            print(f"{name:16}{distance(left).mean():6.2f}")
    arrays = {"center": center, "scale": scale, "unit": unit, "limits": LIMITS,
              "mean": undo[~held].mean(axis=0)}
    for number, layer in enumerate(zip(*members)):
        arrays[f"weights{number}"] = np.stack([one.weight.detach().numpy() for one in layer])
        arrays[f"biases{number}"] = np.stack([one.bias.detach().numpy() for one in layer])
    np.savez(os.path.join(options.folder, "regressor.npz"), **arrays)


if __name__ == "__main__":
    main()
