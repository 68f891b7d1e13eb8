"""Prints nn_golden.json: what PyTorch computes for the cases of NnGoldenTests.cs.   python3 nn_golden.py > nn_golden.json"""
import json
import math
import torch
from torch import nn
import torch.nn.functional as F


def wave(shape, phase, scale=1.0):
    n = math.prod(shape)
    return (scale * torch.tensor([math.sin(0.37 * i + phase) for i in range(n)], dtype=torch.float64)).float().reshape(shape)


def flat(t):
    return [float("%.7g" % v) for v in t.detach().double().flatten().tolist()]


def fill(module):
    with torch.no_grad():
        for i, p in enumerate(module.parameters()):
            p.copy_(wave(p.shape, i + 1.0, 0.5))


def run(module, shape, train=True):
    fill(module)
    module.train(train)
    x = wave(shape, 0.0).requires_grad_()
    y = module(x)
    y = torch.cat([y[0].flatten(), *[s.flatten() for s in (y[1] if isinstance(y[1], tuple) else (y[1],))]]) if isinstance(y, tuple) else y
    (y.flatten() * wave((y.numel(),), 0.5)).sum().backward()
    return {"output": flat(y), "grad": flat(x.grad), "parameters": [n for n, _ in module.named_parameters()], "shapes": [list(p.shape) for p in module.parameters()]}


cases = {}
cases["Linear"] = run(nn.Linear(4, 3), (2, 4))
cases["Conv1d"] = run(nn.Conv1d(2, 3, 3, stride=2, padding=1), (2, 2, 7))
cases["Conv2d"] = run(nn.Conv2d(2, 4, 3, padding=1, groups=2), (1, 2, 5, 4))
cases["Conv2dSame"] = run(nn.Conv2d(1, 2, (2, 3), padding="same", dilation=(1, 2), bias=False), (1, 1, 4, 5))
cases["Conv2dReflect"] = run(nn.Conv2d(1, 1, 3, padding=1, padding_mode="reflect"), (1, 1, 4, 4))
cases["Conv3d"] = run(nn.Conv3d(1, 2, 2), (1, 1, 3, 3, 3))
cases["ConvTranspose2d"] = run(nn.ConvTranspose2d(2, 3, 3, stride=2, padding=1, output_padding=1), (1, 2, 3, 3))
cases["BatchNorm1d"] = run(nn.BatchNorm1d(3), (4, 3))
cases["BatchNorm2d"] = run(nn.BatchNorm2d(2, eps=1e-3, momentum=0.01), (2, 2, 2, 3))
cases["BatchNorm1dEval"] = run(nn.BatchNorm1d(3), (4, 3), train=False)
cases["LayerNorm"] = run(nn.LayerNorm([2, 3]), (2, 2, 3))
cases["GroupNorm"] = run(nn.GroupNorm(2, 4), (2, 4, 3))
cases["InstanceNorm2d"] = run(nn.InstanceNorm2d(2, affine=True), (2, 2, 2, 3))
cases["PReLU"] = run(nn.PReLU(2), (2, 2, 3))
cases["MaxPool1d"] = run(nn.MaxPool1d(3, stride=2, padding=1), (1, 2, 7))
cases["MaxPool2d"] = run(nn.MaxPool2d(2), (1, 2, 4, 6))
cases["AvgPool1d"] = run(nn.AvgPool1d(2), (1, 2, 6))
cases["AvgPool2d"] = run(nn.AvgPool2d(3, stride=2, padding=1), (1, 1, 5, 5))
cases["AdaptiveAvgPool1d"] = run(nn.AdaptiveAvgPool1d(3), (1, 2, 7))
cases["AdaptiveAvgPool2d"] = run(nn.AdaptiveAvgPool2d((2, 3)), (1, 2, 5, 7))
cases["AdaptiveMaxPool2d"] = run(nn.AdaptiveMaxPool2d((2, 2)), (1, 1, 5, 4))
cases["ZeroPad2d"] = run(nn.ZeroPad2d((1, 2, 0, 1)), (1, 1, 2, 2))
cases["Upsample"] = run(nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False), (1, 1, 2, 3))
cases["LSTM"] = run(nn.LSTM(3, 2, num_layers=2, batch_first=True), (2, 4, 3))
cases["BiLSTM"] = run(nn.LSTM(3, 2, bidirectional=True), (4, 2, 3))
cases["GRU"] = run(nn.GRU(3, 2, bias=False), (4, 2, 3))
cases["RNN"] = run(nn.RNN(3, 2, nonlinearity="relu", batch_first=True), (2, 4, 3))
cases["LocalResponseNorm"] = run(nn.LocalResponseNorm(3, alpha=0.5, beta=0.75, k=2.0), (2, 5, 3))


class SelfAttention(nn.MultiheadAttention):
    def forward(self, x):
        y, weights = super().forward(x, x, x)
        return torch.cat([y.flatten(), weights.flatten()])


cases["MultiheadAttention"] = run(SelfAttention(4, 2), (3, 2, 4))
for name, module in [("ReLU", nn.ReLU()), ("ReLU6", nn.ReLU6()), ("LeakyReLU", nn.LeakyReLU(0.2)), ("ELU", nn.ELU(0.7)), ("CELU", nn.CELU(0.7)), ("SELU", nn.SELU()), ("GELU", nn.GELU()),
                     ("SiLU", nn.SiLU()), ("Mish", nn.Mish()), ("Sigmoid", nn.Sigmoid()), ("Tanh", nn.Tanh()), ("Hardsigmoid", nn.Hardsigmoid()),
                     ("Hardswish", nn.Hardswish()), ("Softsign", nn.Softsign()), ("Tanhshrink", nn.Tanhshrink()), ("Threshold", nn.Threshold(0.1, -1)), ("Softmax", nn.Softmax(1)),
                     ("LogSoftmax", nn.LogSoftmax(0)), ("Softmin", nn.Softmin(1)), ("Softplus", nn.Softplus(2, 5)), ("Softshrink", nn.Softshrink(0.3)), ("Hardshrink", nn.Hardshrink(0.3)),
                     ("LogSigmoid", nn.LogSigmoid()), ("GLU", nn.GLU(1)), ("Flatten", nn.Flatten(0)), ("Identity", nn.Identity())]:
    cases[name] = run(module, (3, 4))


def loss(f, shape):
    x = wave(shape, 0.0, 2.0).requires_grad_()
    y = f(x)
    y.sum().backward()
    return {"output": flat(y), "grad": flat(x.grad)}


target = wave((3, 4), 2.0)
half = (wave((3, 4), 2.0) + 1) / 2
classes = torch.tensor([2, 0, 3])
weight = torch.tensor([0.5, 1.0, 2.0, 1.5])
L = {}
L["mse"] = loss(lambda x: F.mse_loss(x, target), (3, 4))
L["mse_sum"] = loss(lambda x: F.mse_loss(x, target, reduction="sum"), (3, 4))
L["mse_none"] = loss(lambda x: F.mse_loss(x, target, reduction="none"), (3, 4))
L["l1"] = loss(lambda x: F.l1_loss(x, target), (3, 4))
L["smooth_l1"] = loss(lambda x: F.smooth_l1_loss(x, target, beta=0.5), (3, 4))
L["huber"] = loss(lambda x: F.huber_loss(x, target, delta=0.7), (3, 4))
L["bce"] = loss(lambda x: F.binary_cross_entropy(torch.sigmoid(x), half), (3, 4))
L["bce_logits"] = loss(lambda x: F.binary_cross_entropy_with_logits(x, half), (3, 4))
L["bce_logits_weights"] = loss(lambda x: F.binary_cross_entropy_with_logits(x, half, weight=weight, pos_weight=torch.tensor([2.0, 1.0, 3.0, 1.0]), reduction="sum"), (3, 4))
L["cross_entropy"] = loss(lambda x: F.cross_entropy(x, classes), (3, 4))
L["cross_entropy_weight_smoothing"] = loss(lambda x: F.cross_entropy(x, classes, weight=weight, label_smoothing=0.1), (3, 4))
L["cross_entropy_ignore"] = loss(lambda x: F.cross_entropy(x, classes, ignore_index=0), (3, 4))
L["cross_entropy_none"] = loss(lambda x: F.cross_entropy(x, classes, reduction="none"), (3, 4))
L["cross_entropy_soft"] = loss(lambda x: F.cross_entropy(x, torch.softmax(target, 1)), (3, 4))
L["nll"] = loss(lambda x: F.nll_loss(F.log_softmax(x, 1), classes, weight=weight), (3, 4))
L["kl_div"] = loss(lambda x: F.kl_div(F.log_softmax(x, 1), F.log_softmax(target, 1), log_target=True, reduction="sum"), (3, 4))
L["cosine_similarity"] = loss(lambda x: F.cosine_similarity(x, target, dim=1), (3, 4))
L["normalize"] = loss(lambda x: F.normalize(x, dim=1), (3, 4))


def descend(make, steps=6):
    p = nn.Parameter(torch.tensor([1.0, -2.0, 0.5]))
    q = nn.Parameter(torch.tensor([[0.3], [-0.4]]))
    optimizer = make([p, q])
    path = []
    for _ in range(steps):
        def closure():
            optimizer.zero_grad()
            value = (torch.tensor([1.0, 2.0, 3.0]) * (p - 0.2) ** 2).sum() + (q ** 4).sum() + (p[0] * q[0, 0])
            value.backward()
            return value
        optimizer.step(closure)
        path.append(flat(torch.cat([p, q.flatten()])))
    return path


O = torch.optim


class NAdam(O.Optimizer):
    """PyTorch's NAdam from 2.0 on; 1.13 multiplied its product of momenta once too often."""
    def __init__(self, params, lr, beta1=0.9, beta2=0.999, eps=1e-8, decay=4e-3):
        super().__init__(params, dict(lr=lr, b1=beta1, b2=beta2, eps=eps, decay=decay))

    def step(self, closure):
        closure()
        for group in self.param_groups:
            lr, b1, b2, eps, decay = (group[k] for k in ("lr", "b1", "b2", "eps", "decay"))
            for p in group["params"]:
                s = self.state[p] or self.state[p].update(t=0, product=1.0, m=torch.zeros_like(p), v=torch.zeros_like(p)) or self.state[p]
                s["t"] += 1
                mu, after = (b1 * (1 - 0.5 * 0.96 ** (t * decay)) for t in (s["t"], s["t"] + 1))
                s["product"] *= mu
                s["m"] = b1 * s["m"] + (1 - b1) * p.grad
                s["v"] = b2 * s["v"] + (1 - b2) * p.grad ** 2
                root = (s["v"] / (1 - b2 ** s["t"])).sqrt() + eps
                with torch.no_grad():
                    p -= lr * ((1 - mu) / (1 - s["product"]) * p.grad + after / (1 - s["product"] * after) * s["m"]) / root


optimizers = {
    "SGD": descend(lambda p: O.SGD(p, lr=0.05)),
    "SGDMomentum": descend(lambda p: O.SGD(p, lr=0.05, momentum=0.9, dampening=0.1, weight_decay=0.01)),
    "SGDNesterov": descend(lambda p: O.SGD(p, lr=0.05, momentum=0.9, nesterov=True)),
    "Adam": descend(lambda p: O.Adam(p, lr=0.1, weight_decay=0.02)),
    "AdamAmsgrad": descend(lambda p: O.Adam(p, lr=0.1, amsgrad=True)),
    "AdamW": descend(lambda p: O.AdamW(p, lr=0.1, weight_decay=0.1)),
    "NAdam": descend(lambda p: NAdam(p, lr=0.1)),
    "RAdam": descend(lambda p: O.RAdam(p, lr=0.1), steps=5),
    "Adamax": descend(lambda p: O.Adamax(p, lr=0.1)),
    "Adagrad": descend(lambda p: O.Adagrad(p, lr=0.1, lr_decay=0.1, initial_accumulator_value=0.1)),
    "Adadelta": descend(lambda p: O.Adadelta(p, lr=1.0)),
    "RMSProp": descend(lambda p: O.RMSprop(p, lr=0.05)),
    "RMSPropCentered": descend(lambda p: O.RMSprop(p, lr=0.05, momentum=0.5, centered=True)),
    "LBFGS": descend(lambda p: O.LBFGS(p, lr=0.5, max_iter=5), steps=3),
}

print(json.dumps({"modules": cases, "losses": L, "optimizers": optimizers}, separators=(",", ":")).replace('},"', '},\n"').replace('],"', '],\n  "'))
