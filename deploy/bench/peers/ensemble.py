"""All folds at once in one process: torch.func's stacked models, vmapped.

The k losses are summed, so one backward pass and one Adam over the stacked arrays are k independent updates. Folds whose
last batch is shorter are padded with rows of weight zero. That is exact for the dense network; batch norm would see them,
so the residual network insists on folds of one size.
"""
import torch
import torch._dynamo  # noqa: F401  the first optimizer would import it inside the clock
import torch.nn.functional as F
from torch.func import functional_call, stack_module_state, vmap

from . import networks

ROWS_SCORED = {"mlp": 1024, "resnet": 128}


def pad(rows):
    """k vectors of row numbers as (k, longest) row numbers and weights 0 or 1, on their device."""
    longest = max(map(len, rows))
    device = rows[0].device
    numbers = torch.zeros(len(rows), longest, dtype=torch.long, device=device)
    weights = torch.zeros(len(rows), longest, device=device)
    for k, own in enumerate(rows):
        numbers[k, : len(own)], weights[k, : len(own)] = own, 1.0
    return numbers, weights


class Vmap:
    def __init__(self, settings, x, y):
        torch.set_num_threads(settings.threads)
        self.settings = settings
        self.x, self.y = (torch.from_numpy(rows).to(settings.device) for rows in (x, y))

    def cross_validate(self, splits):
        s, k = self.settings, len(splits)
        train = [torch.from_numpy(rows).to(s.device) for rows, _ in splits]
        scored, scored_weights = pad([torch.from_numpy(rows).to(s.device) for _, rows in splits])
        if s.network == "resnet" and len({len(rows) for rows in train}) > 1:
            raise SystemExit("folds of several sizes would put padding into the batch statistics")
        nets = []
        for fold in range(k):
            torch.manual_seed(1000 * s.seed + fold)
            nets.append(networks.build(s))
        params, buffers = stack_module_state(nets)
        base = nets[0].to("meta")
        optimizer = torch.optim.Adam(list(params.values()), lr=s.lr, fused=True)
        forward = vmap(lambda p, b, x: functional_call(base, (p, b), (x,)), randomness="different")
        curve = []
        for _ in range(s.epochs):
            base.train()
            numbers, weights = pad([rows[torch.randperm(len(rows), device=s.device)] for rows in train])
            for i, w in zip(numbers.split(s.batch, 1), weights.split(s.batch, 1)):
                logits, truth = forward(params, buffers, self.x[i]), self.y[i]
                losses = F.cross_entropy(logits.flatten(0, 1), truth.flatten(), reduction="none").view(truth.shape)
                ((losses * w).sum(1) / w.sum(1)).sum().backward()
                optimizer.step()
                optimizer.zero_grad(set_to_none=True)
            base.eval()
            hits, rows = torch.zeros(k, device=s.device), ROWS_SCORED[s.network]
            with torch.no_grad():
                for i, w in zip(scored.split(rows, 1), scored_weights.split(rows, 1)):
                    hits += ((forward(params, buffers, self.x[i]).argmax(2) == self.y[i]) * w).sum(1)
            curve.append((hits / scored_weights.sum(1)).tolist())
        return list(zip(*curve))

    def close(self):
        pass
