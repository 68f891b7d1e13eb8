"""Ten steps of every optimizer, written to optimizers.json: PyTorch's own where it has one, the paper's formulas otherwise.

The loss is sum(s * (p - t)^2) + sum(cos(p)) over three tensors; run with: python3 optimizers.py
"""
import json
import math
import os

import torch

SHAPES = [[3, 4], [4], [5, 2, 3]]


def rule(count, a, b):
    return (torch.arange(count, dtype=torch.float64) * a + b).sin()


def start(dtype):
    torch.manual_seed(0)
    return [rule(math.prod(s), 0.7, 0.3).view(s).to(dtype).clone().requires_grad_() for s in SHAPES]


def loss(params):
    total = 0
    for p in params:
        n = p.numel()
        target = (rule(n, 1.3, 0.1) * 0.5).view(p.shape).to(p.dtype)
        scale = (rule(n, 0.9, 0.2) + 1.5).view(p.shape).to(p.dtype)
        total = total + (scale * (p - target) ** 2).sum() + p.cos().sum()
    return total


def norm(x):
    return x.pow(2).sum().sqrt()


class Formula(torch.optim.Optimizer):
    """An optimizer given as update(state, p, g, t), which returns what to subtract."""

    def __init__(self, params, update):
        self.update = update
        super().__init__(params, {})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                state = self.state[p]
                state["t"] = state.get("t", 0) + 1
                p.sub_(self.update(state, p, p.grad, state["t"]))


def moments(state, g, t, b1=0.9, b2=0.999):
    state["m"] = b1 * state.get("m", torch.zeros_like(g)) + (1 - b1) * g
    state["v"] = b2 * state.get("v", torch.zeros_like(g)) + (1 - b2) * g * g
    return state["m"], state["v"]


def ema(state, p, g, t):
    state["v"] = 0.9 * state.get("v", torch.zeros_like(g)) + 0.1 * g
    return 0.05 * state["v"]


def adagrad_inside(state, p, g, t):
    state["a"] = state.get("a", torch.zeros_like(g)) + g * g
    return 0.05 * g / (state["a"] + 1e-3).sqrt()


def rms_corrected(state, p, g, t):
    state["a"] = 0.9 * state.get("a", torch.zeros_like(g)) + 0.1 * g * g
    return 0.01 * g / ((state["a"] / (1 - 0.9**t)).sqrt() + 1e-8)


def adam_hat(state, p, g, t):
    m, v = moments(state, g, t)
    return 0.01 * math.sqrt(1 - 0.999**t) / (1 - 0.9**t) * m / (v.sqrt() + 1e-4)


def dozat(state, p, g, t):
    m, v = moments(state, g, t)
    return 0.01 * (0.9 * m / (1 - 0.9 ** (t + 1)) + 0.1 * g / (1 - 0.9**t)) / ((v / (1 - 0.999**t)).sqrt() + 1e-8)


def nadam(state, p, g, t):
    """PyTorch 2's NAdam; release 1.13 multiplies one momentum twice into its product."""
    m, v = moments(state, g, t)
    mu, following = (0.9 * (1 - 0.5 * 0.96 ** (k * 4e-3)) for k in (t, t + 1))
    state["product"] = state.get("product", 1.0) * mu
    root = (v / (1 - 0.999**t)).sqrt() + 1e-8
    return 0.01 * ((1 - mu) / (1 - state["product"]) * g + following / (1 - state["product"] * following) * m) / root


def lars(state, p, g, t):
    ratio = 0.02 * norm(p) / (norm(g) + 0.01 * norm(p))
    u = ratio * (g + 0.01 * p)
    state["v"] = 0.9 * state["v"] + u if "v" in state else u.clone()
    return 0.5 * state["v"]


def lamb(state, p, g, t):
    m, v = moments(state, g, t)
    u = (m / (1 - 0.9**t)) / ((v / (1 - 0.999**t)).sqrt() + 1e-6) + 0.02 * p
    return 0.01 * norm(p) / norm(u) * u


def lion(state, p, g, t):
    m = state.get("m", torch.zeros_like(g))
    u = (0.9 * m + 0.1 * g).sign() + 0.1 * p
    state["m"] = 0.99 * m + 0.01 * g
    return 0.01 * u


def seed_rms(state, p, g, t):
    state["a"] = 0.9 * state.get("a", torch.zeros_like(g)) + 0.1 * g * g
    state["lr"] = state.get("lr", torch.full_like(g, 1e-3)) / (state["a"] / (1 - 0.9**t)).sqrt()
    return state["lr"] * g


def seed_nadam(state, p, g, t):
    m, v = moments(state, g, t)
    eta = 0.01 * math.sqrt(1 - 0.999**t) / (1 - 0.9**t)
    new = p - eta * m / (v.sqrt() + 1e-8)
    return eta * (0.9 * (new - p) + 0.1 * g)


o = torch.optim
OPTIMIZERS = {
    "sgd": lambda p: o.SGD(p, 0.01),
    "momentum": lambda p: o.SGD(p, 0.01, momentum=0.9),
    "momentum-dampened": lambda p: o.SGD(p, 0.01, momentum=0.9, dampening=0.3),
    "nesterov": lambda p: o.SGD(p, 0.01, momentum=0.9, nesterov=True),
    "sgd-l2": lambda p: o.SGD(p, 0.01, momentum=0.9, weight_decay=0.1),
    "adagrad": lambda p: o.Adagrad(p, 0.05),
    "adagrad-start": lambda p: o.Adagrad(p, 0.05, initial_accumulator_value=0.1, eps=1e-6),
    "rmsprop": lambda p: o.RMSprop(p, 0.01),
    "rmsprop-centered": lambda p: o.RMSprop(p, 0.01, alpha=0.9, centered=True, momentum=0.8),
    "adam": lambda p: o.Adam(p, 0.01),
    "adam-l2": lambda p: o.Adam(p, 0.01, betas=(0.8, 0.99), eps=1e-4, weight_decay=0.1),
    "adamw": lambda p: o.AdamW(p, 0.01, weight_decay=0.1),
    "amsgrad": lambda p: o.Adam(p, 0.1, betas=(0.9, 0.5), amsgrad=True),
    "nadam": lambda p: Formula(p, nadam),
    "radam": lambda p: o.RAdam(p, 0.01),
    "adamax": lambda p: o.Adamax(p, 0.01),
    "adadelta": lambda p: o.Adadelta(p, 1.0),
    "ema": lambda p: Formula(p, ema),
    "adagrad-inside": lambda p: Formula(p, adagrad_inside),
    "rmsprop-corrected": lambda p: Formula(p, rms_corrected),
    "adam-hat": lambda p: Formula(p, adam_hat),
    "nadam-constant": lambda p: Formula(p, dozat),
    "lars": lambda p: Formula(p, lars),
    "lamb": lambda p: Formula(p, lamb),
    "lion": lambda p: Formula(p, lion),
    "seed-rmsprop": lambda p: Formula(p, seed_rms),
    "seed-nadam": lambda p: Formula(p, seed_nadam),
}

golden = {}
for name, make in OPTIMIZERS.items():
    golden[name] = {}
    for key, dtype in (("float64", torch.float64), ("float32", torch.float32)):
        params = start(dtype)
        optimizer = make(params)
        for _ in range(10):
            optimizer.zero_grad()
            loss(params).backward()
            optimizer.step()
        golden[name][key] = torch.cat([p.detach().double().view(-1) for p in params]).tolist()

# Schedules: the learning rates of PyTorch's schedulers.
def rates(make, steps):
    optimizer = o.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    schedule = make(optimizer)
    values = []
    for _ in range(steps):
        values.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()
    return values


s = o.lr_scheduler
golden["schedules"] = {
    "step": rates(lambda q: s.StepLR(q, 7, 0.5), 30),
    "multistep": rates(lambda q: s.MultiStepLR(q, [5, 11, 20], 0.3), 30),
    "exponential": rates(lambda q: s.ExponentialLR(q, 0.9), 30),
    "cosine": rates(lambda q: s.CosineAnnealingLR(q, 29, 0.1), 30),
    "restarts": rates(lambda q: s.CosineAnnealingWarmRestarts(q, 5, 2, 0.1), 40),
    "onecycle": rates(lambda q: s.OneCycleLR(q, 2.0, 30, cycle_momentum=False), 30),
    "polynomial": rates(lambda q: s.PolynomialLR(q, 20, 2.0), 30) if hasattr(s, "PolynomialLR") else [(1 - min(i, 20) / 20) ** 2 for i in range(30)],
}

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "optimizers.json"), "w") as file:
    json.dump(golden, file, indent=1)
    file.write("\n")
