"""torch.optim.Adam over many tensors: optimizer.py LAYERS WIDTH STEPS.

Prints "ready ...", then for every line read takes STEPS optimizer steps and prints the seconds.
"""
import os
import sys
import time

import torch

layers, width, steps = map(int, sys.argv[1:4])
torch.manual_seed(1)
parameters = [torch.nn.Parameter(torch.randn(s) * 0.1) for _ in range(layers) for s in ((width, width), (width,))]
for p in parameters:
    p.grad = torch.randn_like(p)
optimizer = torch.optim.Adam(parameters, lr=1e-3, foreach=True)
optimizer.step()

print(f"ready: PyTorch {torch.__version__}, {torch.get_num_threads()} threads", flush=True)
clock = time.process_time if os.environ.get("BENCHMARK_CLOCK") == "cpu" else time.perf_counter
for line in sys.stdin:
    start = clock()
    for _ in range(steps):
        optimizer.step()
    print(clock() - start, flush=True)
