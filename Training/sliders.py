"""What the ten sliders do to a picture, in torch, so that a network can be trained through them.

The formulas are those of Sources/AtelierOperations (exposure, contrast, highlights, shadows, whites,
blacks, white balance, saturation, vibrance), in the engine's order and its linear Rec. 2020. They work
on any pixels, in shape (pictures, pixels, 3); the neighbourhood that highlights and shadows look at is
given by a map of detail, from `detail_of`.

    sliders.py ATELIER PICTURE...

compares them with the program: prints the mean and the largest difference in 8-bit steps.
"""

import json
import os
import subprocess
import sys
import tempfile

import numpy as np
import torch
from PIL import Image

NAMES = ["exposure.stops", "contrast.amount", "highlights.amount", "shadows.amount",
         "whites.amount", "blacks.amount", "white_balance.temperature", "white_balance.tint",
         "saturation.amount", "vibrance.amount"]
# A usual move of each: networks speak in these units.
UNITS = torch.tensor([0.5, 15, 25, 25, 25, 20, 10, 8, 15, 18])


def primaries(red, green, blue, white):
    columns = np.array([[x / y, 1, (1 - x - y) / y] for x, y in (red, green, blue)]).T
    target = np.array([white[0] / white[1], 1, (1 - white[0] - white[1]) / white[1]])
    return columns * np.linalg.solve(columns, target)


WHITE = (0.3127, 0.3290)
SRGB = primaries((0.64, 0.33), (0.30, 0.60), (0.15, 0.06), WHITE)
WIDE = primaries((0.708, 0.292), (0.170, 0.797), (0.131, 0.046), WHITE)
TO_WIDE = np.linalg.inv(WIDE) @ SRGB
BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367],
                     [0.0389, -0.0685, 1.0296]])
CONE = np.array([[0.4122214708, 0.5363325363, 0.0514459929],
                 [0.2119034982, 0.6806995451, 0.1073969566],
                 [0.0883024619, 0.2817188376, 0.6299787005]]) @ np.linalg.inv(TO_WIDE)
OPPONENT = np.array([[0.2104542553, 0.7936177850, -0.0040720468],
                     [1.9779984951, -2.4285922050, 0.4505937099],
                     [0.0259040371, 0.7827717662, -0.8086757660]])
PIVOT = 0.4613
FLOOR = 1 / 1024


def tensor(array):
    return torch.tensor(array, dtype=torch.float32)


def times(matrix, pixels):
    return pixels @ tensor(matrix).T


def encode(light):
    light = light.clamp(min=0)
    return torch.where(light <= 0.0031308, 12.92 * light,
                       1.055 * light.clamp(min=0.0031308) ** (1 / 2.4) - 0.055)


def decode(value):
    value = value.clamp(min=0)
    return torch.where(value <= 0.04045, value / 12.92,
                       ((value.clamp(min=0.04045) + 0.055) / 1.055) ** 2.4)


def to_wide(srgb):
    """Encoded sRGB 0…1 to the engine's light."""
    return times(TO_WIDE, decode(srgb))


def to_srgb(light):
    return encode(times(np.linalg.inv(TO_WIDE), light)).clamp(max=1)


def luminance(light):
    return light @ tensor(WIDE[1])


def detail_of(light, height, width):
    """How much brighter than its neighbourhood each pixel is, in stops: a guided filter of one picture."""
    from scipy.ndimage import uniform_filter

    guide = np.log2(np.maximum(luminance(light).numpy(), 0) + FLOOR).reshape(height, width)
    size = 2 * max(1, max(height, width) // 50) + 1
    mean = uniform_filter(guide, size, mode="nearest")
    variance = np.maximum(uniform_filter(guide * guide, size, mode="nearest") - mean * mean, 0)
    slope = variance / (variance + 0.12)
    offset = mean - slope * mean
    base = (uniform_filter(slope, size, mode="nearest") * guide
            + uniform_filter(offset, size, mode="nearest"))
    return tensor((guide - base).ravel())


def white_of(kelvin, tint):
    """XYZ of a light near the black body's locus (Krystek 1985)."""
    def uv(t):
        return torch.stack([
            (0.860117757 + 1.54118254e-4 * t + 1.28641212e-7 * t * t)
            / (1 + 8.42420235e-4 * t + 7.08145163e-7 * t * t),
            (0.317398726 + 4.22806245e-5 * t + 4.20481691e-8 * t * t)
            / (1 - 2.89741816e-5 * t + 1.61456053e-7 * t * t)], dim=-1)
    kelvin = kelvin.double()
    here = uv(kelvin)
    along = uv(kelvin * 1.001) - here
    across = torch.stack([-along[..., 1], along[..., 0]], dim=-1)
    across = across / along.norm(dim=-1, keepdim=True)
    across = torch.where(across[..., 1:] < 0, -across, across)
    place = here + across * (tint.double() / 3000).unsqueeze(-1)
    below = 2 * place[..., 0] - 8 * place[..., 1] + 4
    x, y = 3 * place[..., 0] / below, 2 * place[..., 1] / below
    return torch.stack([x / y, torch.ones_like(x), (1 - x - y) / y], dim=-1)


def balance(light, temperature, tint):
    bradford = torch.tensor(BRADFORD)
    daylight = torch.full_like(temperature, 5500)
    source = white_of(1e6 / (1e6 / 5500 - temperature), tint) @ bradford.T
    target = white_of(daylight, torch.zeros_like(tint)) @ bradford.T
    before = torch.tensor(BRADFORD @ WIDE)
    after = torch.tensor(np.linalg.inv(BRADFORD @ WIDE))
    change = after @ ((target / source).unsqueeze(-1) * before)
    grey = change.sum(dim=-1) @ torch.tensor(WIDE[1])
    change = (change / grey[:, None, None]).float()
    return light @ change.transpose(1, 2)


def expose(light, stops):
    gain = 2 ** stops[:, None]
    top = light.amax(dim=-1).clamp(min=0)
    top = torch.where(gain < 1, top.clamp(max=1), top)
    return light * (gain / (1 + (gain * gain - 1) * top * top).clamp(min=1e-6).sqrt())[..., None]


def regions(light, detail, highlights, shadows):
    logs = torch.log2(luminance(light).clamp(min=0) + FLOOR) - detail
    value = encode((2 ** logs - FLOOR).clamp(min=1e-4))
    start = value
    t = ((value - 0.34) / 0.66).clamp(0, 1)
    strength = highlights[:, None] / 100
    value = value + torch.where(
        strength > 0, strength * 0.28 * t * t * (1.2 - t),
        strength * (0.72 * t * t * (1.08 - t) + 0.5 * (value - 1).clamp(min=0)))
    inside = value.clamp(0, 0.61)
    strength = shadows[:, None] / 100
    strength = torch.where(strength > 0, strength * 11.08, strength * 6.2)
    value = value + strength * (inside + 1e-9) ** 1.5 * (0.61 - inside) ** 2
    return light * (decode(value).clamp(min=1e-6) / decode(start).clamp(min=1e-6))[..., None]


def tone(value, contrast, whites, blacks):
    contrast, whites, blacks = (one[:, None] / 100 for one in (contrast, whites, blacks))
    inside = value.clamp(0, 1)
    value = value + contrast * 1.7 * inside * (1 - inside) * (inside - PIVOT)
    t = ((value.clamp(max=1) - PIVOT) / (1 - PIVOT)).clamp(min=0)
    beyond = (value - 1).clamp(min=0) * 2 / (1 - PIVOT)
    value = value + torch.where(whites > 0, 0.15 * whites, 0.10 * whites) * (t * t + beyond)
    share = ((PIVOT - value) / PIVOT).clamp(0, 1) ** 2
    lifted = value + blacks * 0.06 * share
    drop, width = -blacks * 0.0975, -blacks * 0.02
    toe = lambda u: (u + (u * u + width * width + 1e-12).sqrt()) / 2
    u = value - drop * share
    rounded = toe(u) - toe(-drop) * share
    blend = (2 * (share + 1e-12).sqrt()).clamp(max=1)
    return torch.where(blacks > 0, lifted, u + blend * (rounded - u))


def bend(light, curve):
    """A curve for the largest and the smallest channel; the middle one goes along."""
    low, high = light.amin(dim=-1), light.amax(dim=-1)
    new_low = decode(curve(encode(low))) + low.clamp(max=0)
    new_high = decode(curve(encode(high))) + high.clamp(max=0)
    factor = (new_high - new_low) / (high - low).clamp(min=1e-5)
    return (light - low[..., None]) * factor[..., None] + new_low[..., None]


def root3(value):
    return value.sign() * (value.abs() + 1e-9) ** (1 / 3)


def colour(light, saturation, vibrance):
    lab = times(OPPONENT, root3(times(CONE, light)))
    p, q = lab[..., 1], lab[..., 2]
    square = p * p + q * q
    rest = (1 - square / 0.22**2).clamp(min=0)
    towards = (p * np.cos(np.radians(55)) + q * np.sin(np.radians(55))).clamp(min=0)
    near = towards * towards / square.clamp(min=1e-6)
    factor = 1 + vibrance[:, None] / 100 * 0.7 * rest**2 * (1 - 0.6 * near**4)
    rest = (1 - square * factor**2 / 0.32**2).clamp(min=0)
    strength = saturation[:, None] / 100
    factor = factor * torch.where(strength > 0, 1 + strength * rest**2, 1 + strength)
    lab = torch.stack([lab[..., 0], p * factor, q * factor], dim=-1)
    return times(np.linalg.inv(CONE), times(np.linalg.inv(OPPONENT), lab) ** 3)


def render(srgb, detail, sliders):
    """Encoded pixels as the ten sliders (pictures, 10) make them, not yet cut to 0…1."""
    (stops, contrast, highlights, shadows, whites, blacks, temperature, tint, saturation,
     vibrance) = sliders.unbind(dim=1)
    light = balance(to_wide(srgb), temperature, tint)
    light = expose(light, stops)
    light = regions(light, detail, highlights, shadows)
    light = bend(light, lambda value: tone(value, contrast, whites, blacks))
    return to_srgb(colour(light, saturation, vibrance))


def lab(srgb):
    """CIE L*a*b* relative to D65."""
    xyz = times(SRGB / SRGB.sum(axis=1, keepdims=True), decode(srgb))
    f = torch.where(xyz > 216 / 24389, xyz.clamp(min=1e-4) ** (1 / 3),
                    (24389 / 27 * xyz + 16) / 116)
    return torch.stack([116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]),
                        200 * (f[..., 1] - f[..., 2])], dim=-1)


def difference(one, two):
    """The mean CIE94 difference of each picture to the second one's (close to CIEDE2000, smooth)."""
    delta = (one - two)
    chroma = (two[..., 1:].square().sum(dim=-1) + 1e-4).sqrt()
    own = (one[..., 1:].square().sum(dim=-1) + 1e-4).sqrt()
    radial = own - chroma
    turned = (delta[..., 1:].square().sum(dim=-1) - radial.square()).clamp(min=0)
    total = (delta[..., 0].square() + (radial / (1 + 0.045 * chroma)).square()
             + turned / (1 + 0.015 * chroma).square())
    return (total + 1e-2).sqrt().mean(dim=1)


def recipe(sliders):
    adjustments = {}
    for name, value in zip(NAMES, sliders):
        if round(float(value), 2):
            operation, parameter = name.split(".")
            adjustments.setdefault(operation, {})[parameter] = round(float(value), 2)
    return {"version": 1, "adjustments": adjustments}


def main():
    random = np.random.default_rng(0)
    for path in sys.argv[2:]:
        sliders = tensor(random.normal(0, 1, 10)) * UNITS
        pixels = np.asarray(Image.open(path).convert("RGB"))
        height, width = pixels.shape[:2]
        srgb = tensor(pixels.reshape(1, -1, 3) / 255)
        ours = render(srgb, detail_of(to_wide(srgb)[0], height, width)[None], sliders[None])
        with tempfile.TemporaryDirectory() as folder:
            settings, out = (os.path.join(folder, name) for name in ("settings.json", "out.png"))
            with open(settings, "w") as file:
                json.dump(recipe(sliders), file)
            subprocess.run([sys.argv[1], "render", path, "--settings", settings, "--out", out,
                            "--quiet", "--ignore-sidecar"], check=True)
            theirs = np.asarray(Image.open(out).convert("RGB")).reshape(1, -1, 3)
        gap = np.abs(ours.clamp(0, 1).numpy() * 255 - theirs)
        print(f"{gap.mean():.2f} {np.percentile(gap, 99):.1f}  {path}")


if __name__ == "__main__":
    main()
