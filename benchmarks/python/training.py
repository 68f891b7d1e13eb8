"""A plain PyTorch training loop: the same network, data, batch size, optimizer and threads as ours.

usage: training.py ROWS.bin ROWS COLUMNS BATCH EPOCHS
Prints "ready ...", then for every line read trains a fresh network and prints the seconds.
"""
import os
import sys
import time

import numpy
import torch

path, rows, columns, batch, epochs = sys.argv[1], *map(int, sys.argv[2:6])
data = numpy.fromfile(path, dtype=numpy.float32).reshape(rows, columns + 1)
features, labels = data[:, :columns].copy(), data[:, columns].copy()


def train():
    torch.manual_seed(1)
    x, y = torch.from_numpy(features), torch.from_numpy(labels).unsqueeze(1)
    model = torch.nn.Sequential(
        torch.nn.Linear(columns, 64), torch.nn.ReLU(),
        torch.nn.Linear(64, 64), torch.nn.ReLU(),
        torch.nn.Linear(64, 1))
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.01)
    compute_loss = torch.nn.BCEWithLogitsLoss()
    for _ in range(epochs):
        order = torch.randperm(rows)
        total = torch.zeros(())
        for start in range(0, rows, batch):
            chosen = order[start:start + batch]
            loss = compute_loss(model(x[chosen]), y[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.detach()
    return float(total)


print(f"ready: PyTorch {torch.__version__}, {torch.get_num_threads()} threads", flush=True)
clock = time.process_time if os.environ.get("BENCHMARK_CLOCK") == "cpu" else time.perf_counter
for line in sys.stdin:
    start = clock()
    train()
    print(clock() - start, flush=True)
