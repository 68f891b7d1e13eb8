"""Writes golden.json: what PyTorch answers to the operations that TensorValues.cs asks TorchSharp for.

    python3 golden.py            (any PyTorch from 1.13 on)
"""
import json
import os

import torch

a = torch.tensor([[0.5, -1.25, 2.0], [3.0, 0.75, -0.5]])
b = torch.tensor([[1.5, 2.0, -0.25], [0.5, 4.0, 1.0]])
p = torch.tensor([[0.1, 0.6, 0.9], [1.5, 2.5, 4.0]])
m = torch.tensor([[4.0, 1.0, 0.5], [1.0, 3.0, 0.25], [0.5, 0.25, 2.0]])
v = torch.tensor([1.0, -2.0, 0.5])
batch = torch.arange(12, dtype=torch.float32).reshape(2, 2, 3) / 4 - 1
whole = torch.tensor([[7, 2, 9], [4, 2, 7]])
rows = torch.tensor([1, 0, 1])
holes = torch.tensor([1.0, float("nan"), float("inf"), -2.0])
q, r = torch.linalg.qr(m)
u, s, vh = torch.linalg.svd(m)

cases = {
    "add": a + b, "add alpha": torch.add(a, b, alpha=0.5), "add number": a + 2, "sub": a - b, "reversed sub": 1 - a, "mul": a * b,
    "div": a / b, "reversed div": 1 / b, "div floor": torch.div(a, b, rounding_mode="floor"), "div trunc": torch.div(a, b, rounding_mode="trunc"),
    "remainder": torch.remainder(a, b), "fmod": torch.fmod(a, b), "floor_divide": torch.floor_divide(whole, 2), "pow": p ** 2.5, "pow tensor": p ** b,
    "sqrt": p.sqrt(), "rsqrt": p.rsqrt(), "exp": a.exp(), "expm1": a.expm1(), "log": p.log(), "log1p": p.log1p(), "log2": p.log2(), "log10": p.log10(),
    "abs": a.abs(), "neg": -a, "sign": a.sign(), "square": a.square(), "reciprocal": b.reciprocal(), "sin": a.sin(), "cos": a.cos(), "tan": a.tan(),
    "tanh": a.tanh(), "atan2": torch.atan2(a, b), "sigmoid": a.sigmoid(), "erf": a.erf(), "erfinv": (a / 4).erfinv(), "relu": a.relu(), "floor": a.floor(),
    "ceil": a.ceil(), "round": a.round(), "trunc": a.trunc(), "frac": a.frac(), "clamp": a.clamp(-1, 1), "clamp min": a.clamp(min=0), "clamp tensor": a.clamp(min=-b.abs(), max=b.abs()),
    "lerp": torch.lerp(a, b, torch.tensor(0.25)), "addcmul": torch.addcmul(a, b, p, value=0.5), "addcdiv": torch.addcdiv(a, b, p, value=0.5),
    "logaddexp": torch.logaddexp(a, b), "xlogy": torch.xlogy(a, p), "lgamma": p.lgamma(), "digamma": p.digamma(), "hypot": torch.hypot(a, b), "logit": (p / 5).logit(),
    "softmax": a.softmax(1), "log_softmax": a.log_softmax(0), "gelu": torch.nn.functional.gelu(a), "silu": torch.nn.functional.silu(a), "elu": torch.nn.functional.elu(a),
    "leaky_relu": torch.nn.functional.leaky_relu(a, 0.1), "softplus": torch.nn.functional.softplus(a), "log_sigmoid": torch.nn.functional.logsigmoid(a),
    "maximum": torch.maximum(a, b), "minimum": torch.minimum(a, b), "nan_to_num": holes.nan_to_num(0, 9, -9),
    "eq": (a == 2), "ne": (a != 2), "lt": (a < b), "ge number": (a >= 0.5), "isnan": holes.isnan(), "isinf": holes.isinf(), "isfinite": holes.isfinite(),
    "isclose": torch.isclose(a, a + 1e-9), "logical_and": torch.logical_and(a > 0, b > 1), "logical_not": (a > 0).logical_not(), "bitwise_xor": (a > 0) ^ (b > 1),
    "any": (a > 2).any(), "all dim": (a > -1).all(1), "isin": torch.isin(whole, torch.tensor([2, 9])),
    "sum": a.sum(), "sum dim": a.sum(1), "sum dims": batch.sum([0, 2]), "sum keepdim": a.sum(0, keepdim=True), "sum double": a.sum(dtype=torch.float64),
    "mean": a.mean(), "mean dims": batch.mean([0, 1]), "std": a.std(), "std biased": a.std(unbiased=False), "std dim": a.std(1, unbiased=True, keepdim=True),
    "var": a.var(), "var dims": batch.var([0, 2], unbiased=False), "prod": a.prod(), "prod dim": a.prod(1), "cumsum": a.cumsum(1), "cumprod": a.cumprod(0),
    "max": a.max(), "max dim values": a.max(1)[0], "max dim indices": a.max(1)[1], "min dim values": a.min(0)[0], "argmax": a.argmax(), "argmax dim": a.argmax(1, keepdim=True),
    "argmin dim": a.argmin(0), "amax": batch.amax([0, 2]), "amin": batch.amin([1]), "norm": a.norm(), "norm 1": a.norm(1), "norm dim": a.norm(dim=1, p=2), "median": v.median(),
    "logsumexp": a.logsumexp(1), "quantile": torch.quantile(a, torch.tensor([0.25, 0.5]), dim=1), "count_nonzero": torch.count_nonzero(whole - 2), "nansum": torch.nansum(holes[:2]),
    "bincount": torch.bincount(whole.flatten()), "histc": torch.histc(p, 4, 0, 4), "unique": whole.unique(), "unique counts": whole.unique(return_counts=True)[1],
    "topk values": a.topk(2)[0], "topk indices": a.topk(2)[1], "sort values": a.sort(1)[0], "sort indices": a.sort(1, descending=True)[1], "argsort": a.argsort(0),
    "kthvalue": a.kthvalue(2, 1)[0], "searchsorted": torch.searchsorted(torch.tensor([0.0, 1.0, 2.0]), a), "bucketize": torch.bucketize(a, torch.tensor([0.0, 1.0, 2.0])),
    "matmul": a @ m, "mm": a.mm(m), "bmm": batch.bmm(batch.transpose(1, 2)), "mv": a.mv(v), "dot": v.dot(v), "outer": torch.outer(v, v), "addmm": torch.addmm(a, a, m, beta=0.5, alpha=2),
    "addmv": torch.addmv(a[:, 0], a, v, beta=2, alpha=0.5), "einsum": torch.einsum("ij,kj->ik", a, b),
    "tensordot": torch.tensordot(a, b, dims=([1], [1])), "trace": m.trace(), "kron": torch.kron(v, v), "linalg.norm": torch.linalg.norm(a), "linalg.vector_norm": torch.linalg.vector_norm(a, 3, [1]),
    "linalg.matrix_norm": torch.linalg.matrix_norm(m, "nuc"), "linalg.inv": torch.linalg.inv(m), "linalg.det": torch.linalg.det(m), "linalg.solve": torch.linalg.solve(m, v),
    "linalg.lstsq": torch.linalg.lstsq(b.T, torch.stack([v, v * v], 1))[0], "linalg.eigh": torch.linalg.eigh(m)[0], "linalg.svdvals": s, "linalg.svd": u @ torch.diag(s) @ vh,
    "linalg.qr": q @ r, "cholesky": torch.linalg.cholesky(m), "matrix_power": torch.matrix_power(m, 3), "linalg.pinv": torch.linalg.pinv(a),
    "view": a.view(3, 2), "reshape": a.reshape(-1), "flatten": batch.flatten(1), "permute": batch.permute(2, 0, 1), "transpose": a.transpose(0, 1), "T": a.T, "unsqueeze": v.unsqueeze(1),
    "squeeze": a.unsqueeze(0).squeeze(0), "expand": v.expand(2, 3), "repeat": v.repeat(2, 2), "repeat_interleave": v.repeat_interleave(2), "tile": v.tile([2]), "narrow": a.narrow(1, 1, 2),
    "select": a.select(0, 1), "slice": a[:, 0:3:2], "as_strided": a.as_strided([2, 2], [1, 2]), "split": a.split(2, 1)[1], "chunk": a.chunk(2, 1)[0], "unbind": a.unbind(0)[1], "cat": torch.cat([a, b], 1),
    "stack": torch.stack([a, b], 1), "vstack": torch.vstack([a, v]), "hstack": torch.hstack([v, v]), "flip": a.flip(1), "roll": a.roll(1, 1), "triu": m.triu(1), "tril": m.tril(), "diag": v.diag(),
    "diagonal": m.diagonal(), "unfold": v.unfold(0, 2, 1), "meshgrid": torch.meshgrid(v, v[:2], indexing="ij")[1], "movedim": batch.movedim(0, 2), "diff": v.diff(),
    "index_select": a.index_select(0, rows), "gather": a.gather(1, torch.tensor([[0, 2], [1, 1]])), "scatter": torch.zeros(2, 3).scatter(1, torch.tensor([[2], [0]]), a),
    "scatter_add": torch.ones(2, 3).scatter_add(1, torch.tensor([[0, 0], [2, 1]]), a), "index_add": torch.zeros(2, 3).index_add(0, rows, m, alpha=2), "index_copy": torch.zeros(3, 3).index_copy(0, torch.tensor([2, 0]), a),
    "index_fill": a.index_fill(1, torch.tensor([1]), 7), "masked_fill": a.masked_fill(a < 0, -9), "masked_select": a.masked_select(a > 0), "where": torch.where(a > 0, a, b), "take": a.take(torch.tensor([0, 5])),
    "nonzero": (a > 0).nonzero(), "index tensor": a[rows], "index mask": a[a > 0], "index slice": a[1:, ::2], "index ellipsis": batch[..., 1], "index none": v[None], "index last": a[-1],
    "arange": torch.arange(1, 2, 0.25), "arange whole": torch.arange(5), "linspace": torch.linspace(0, 1, 5), "eye": torch.eye(2, 3), "full": torch.full([2], 1.5), "ones_like": torch.ones_like(whole),
    "to int": a.to(torch.int64), "to bool": a.bool(), "result of int and float": whole + 0.5, "one over int": whole / 2,
}

def plain(t):
    return {"shape": list(t.shape), "type": str(t.dtype).replace("torch.", ""), "values": t.double().flatten().tolist()}

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "golden.json"), "w") as file:
    file.write("{\n" + ",\n".join(f"{json.dumps(name)}: {json.dumps(plain(t))}" for name, t in cases.items()) + "\n}\n")
