"""Writes core.json: losses, layers and a training trajectory as PyTorch computes them. Run: python3 core.py (PyTorch 1.13 made the file in the repository)."""
import json
import os

import torch
import torch.nn.functional as F

torch.manual_seed(20)
golden = {}


def flat(t):
    return [float(v) for v in t.detach().reshape(-1)]


# Losses: value and the gradient at the output.
def loss_case(name, output, compute):
    output = output.clone().requires_grad_(True)
    value = compute(output)
    value.backward()
    golden.setdefault("losses", {})[name] = {"output": flat(output), "value": float(value), "gradient": flat(output.grad)}


n = 6
z = torch.randn(n, 1) * 2
y = torch.randn(n)
b = (torch.rand(n) > 0.5).float()
w = torch.rand(n) + 0.1
logits = torch.randn(n, 4) * 3
k = torch.randint(0, 4, (n,))
cw = torch.tensor([0.5, 2.0, 1.0, 0.25])
golden["inputs"] = {"labels": flat(y), "binary": flat(b), "weights": flat(w), "classes": [int(v) for v in k], "classWeights": flat(cw)}
wm = lambda l, ww: (l * ww).sum() / ww.sum()
c = y.unsqueeze(1)
loss_case("mse", z, lambda o: F.mse_loss(o, c))
loss_case("mse weighted", z, lambda o: wm(F.mse_loss(o, c, reduction="none")[:, 0], w))
loss_case("mae", z, lambda o: F.l1_loss(o, c))
loss_case("mae weighted", z, lambda o: wm(F.l1_loss(o, c, reduction="none")[:, 0], w))
loss_case("huber 0.7", z, lambda o: F.huber_loss(o, c, delta=0.7))
loss_case("huber 0.7 weighted", z, lambda o: wm(F.huber_loss(o, c, delta=0.7, reduction="none")[:, 0], w))
bc = b.unsqueeze(1)
loss_case("bce", z, lambda o: F.binary_cross_entropy_with_logits(o, bc))
loss_case("bce positive 3", z, lambda o: F.binary_cross_entropy_with_logits(o, bc, pos_weight=torch.tensor(3.0)))
loss_case("bce weighted", z, lambda o: wm(F.binary_cross_entropy_with_logits(o, bc, reduction="none")[:, 0], w))
loss_case("bce extreme", z * 200, lambda o: F.binary_cross_entropy_with_logits(o, bc))
loss_case("ce", logits, lambda o: F.cross_entropy(o, k))
loss_case("ce smooth 0.1", logits, lambda o: F.cross_entropy(o, k, label_smoothing=0.1))
loss_case("ce class weights", logits, lambda o: F.cross_entropy(o, k, weight=cw))
loss_case("ce class weights smooth 0.1", logits, lambda o: F.cross_entropy(o, k, weight=cw, label_smoothing=0.1))
loss_case("ce weighted", logits, lambda o: wm(F.cross_entropy(o, k, reduction="none"), w))
loss_case("ce weighted class weights", logits, lambda o: (F.cross_entropy(o, k, weight=cw, reduction="none") * w).sum() / (w * cw[k]).sum())
loss_case("ce extreme", logits * 300, lambda o: F.cross_entropy(o, k))

# Layers: parameters set by a rule that both sides know, then output and the gradient of the sum of squares at the input.
def fill(module):
    with torch.no_grad():
        for p in module.parameters():
            i = torch.arange(p.numel(), dtype=torch.float32)
            p.copy_((torch.sin(i * 0.7 + 0.3) * 0.5).reshape(p.shape))


def layer_case(name, module, x, train):
    fill(module)
    module.train(train)
    x = x.clone().requires_grad_(True)
    out = module(x)
    (out ** 2).sum().backward()
    golden.setdefault("layers", {})[name] = {"input": flat(x), "shape": list(x.shape), "output": flat(out), "outputShape": list(out.shape), "gradient": flat(x.grad),
                                             "state": {k: flat(v) for k, v in module.state_dict().items() if "running" in k}}


v = torch.randn(5, 4)
layer_case("linear", torch.nn.Linear(4, 3), v, True)
layer_case("linear no bias", torch.nn.Linear(4, 3, bias=False), v, True)
layer_case("batchnorm train", torch.nn.BatchNorm1d(4), v, True)
layer_case("batchnorm eval", torch.nn.BatchNorm1d(4), v, False)
layer_case("batchnorm 2d train", torch.nn.BatchNorm2d(2), torch.randn(3, 2, 4, 4), True)
layer_case("layernorm", torch.nn.LayerNorm(4), v, True)
layer_case("groupnorm", torch.nn.GroupNorm(2, 4), torch.randn(3, 4, 2, 2), True)
layer_case("conv2d", torch.nn.Conv2d(2, 3, 3, stride=2, padding=1), torch.randn(2, 2, 5, 5), True)
layer_case("maxpool2d", torch.nn.MaxPool2d(2), torch.randn(2, 2, 5, 5), True)
for name, f in [("Relu", torch.nn.ReLU()), ("LeakyRelu", torch.nn.LeakyReLU()), ("Elu", torch.nn.ELU()), ("Selu", torch.nn.SELU()), ("Gelu", torch.nn.GELU()), ("Silu", torch.nn.SiLU()),
                ("Mish", torch.nn.Mish()), ("Tanh", torch.nn.Tanh()), ("Sigmoid", torch.nn.Sigmoid()), ("Softmax", torch.nn.Softmax(-1))]:
    layer_case(name, f, v * 2, True)

# A trajectory: full-batch AdamW on an MLP with batch norm and a residual block, the loss of each step and the weights at the end.
class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.a = torch.nn.Linear(3, 8)
        self.n = torch.nn.BatchNorm1d(8)
        self.r = torch.nn.Linear(8, 8)
        self.h = torch.nn.Linear(8, 1)

    def forward(self, x):
        x = torch.tanh(self.n(self.a(x)))
        x = x + torch.relu(self.r(x))
        return self.h(x)


net = Net()
fill(net)
x = torch.randn(20, 3)
t = torch.sin(x.sum(1)) + 0.1 * torch.randn(20)
optimizer = torch.optim.AdamW(net.parameters(), lr=0.01, weight_decay=0.05)
losses = []
for _ in range(30):
    loss = F.mse_loss(net(x)[:, 0], t)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    losses.append(float(loss))
golden["trajectory"] = {"features": flat(x), "labels": flat(t), "losses": losses, "final": {k: flat(v) for k, v in net.state_dict().items() if v.is_floating_point()}}

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "core.json"), "w") as file:
    json.dump(golden, file, indent=1)
    file.write("\n")
