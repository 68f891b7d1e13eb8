"""SciPy's dual_annealing on the sine: prints train MSE, test MSE and seconds for each seed. Arguments: csv, linear|mlp, evaluations, seeds."""
import csv
import sys
import time

import numpy as np
from scipy.optimize import dual_annealing

path, shape, budget, seeds = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
rows = list(csv.DictReader(open(path)))
part = lambda split: (np.array([float(r["x"]) for r in rows if r["split"] == split]), np.array([float(r["y"]) for r in rows if r["split"] == split]))
(x, y), (test_x, test_y) = part("train"), part("test")
H = 16


def predict(p, x):
    if shape == "linear":
        return p[0] * x + p[1]
    h = np.tanh(np.outer(p[:H], x) + p[H:2 * H, None])
    h = np.tanh(p[2 * H:2 * H + H * H].reshape(H, H) @ h + p[2 * H + H * H:3 * H + H * H, None])
    return p[3 * H + H * H:4 * H + H * H] @ h + p[-1]


size = 2 if shape == "linear" else 4 * H + H * H + 1
loss = lambda p: float(np.mean((predict(p, x) - y) ** 2))
for seed in range(1, seeds + 1):
    start = time.perf_counter()
    found = dual_annealing(loss, [(-3, 3)] * size, maxfun=budget, maxiter=10**9, seed=seed).x
    print(loss(found), float(np.mean((predict(found, test_x) - test_y) ** 2)), time.perf_counter() - start, flush=True)
