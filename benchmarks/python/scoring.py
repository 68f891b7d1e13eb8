"""Plain PyTorch batched scoring: probabilities of all rows, as a NumPy array.

usage: scoring.py ROWS.bin ROWS COLUMNS BATCH
Prints "ready ...", then for every line read scores all rows and prints the seconds.
"""
import os
import sys
import time

import numpy
import torch

path, rows, columns, batch = sys.argv[1], *map(int, sys.argv[2:5])
data = numpy.fromfile(path, dtype=numpy.float32).reshape(rows, columns + 1)
features = data[:, :columns].copy()
torch.manual_seed(1)
model = torch.nn.Sequential(
    torch.nn.Linear(columns, 64), torch.nn.ReLU(),
    torch.nn.Linear(64, 64), torch.nn.ReLU(),
    torch.nn.Linear(64, 1)).eval()


def score():
    with torch.no_grad():
        x = torch.from_numpy(features)
        return torch.cat([torch.sigmoid(model(x[start:start + batch])) for start in range(0, rows, batch)]).numpy()


print(f"ready: PyTorch {torch.__version__}, {torch.get_num_threads()} threads", flush=True)
clock = time.process_time if os.environ.get("BENCHMARK_CLOCK") == "cpu" else time.perf_counter
for line in sys.stdin:
    start = clock()
    score()
    print(clock() - start, flush=True)
