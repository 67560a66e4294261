"""Hand-tuned PyTorch for one fold: tensors resident, permutation and index_select, no DataLoader."""
import torch
import torch._dynamo  # noqa: F401  the first optimizer would import it inside the clock
import torch.nn.functional as F

from . import machine, networks

ROWS_SCORED = {"mlp": 4096, "resnet": 256, "text": 256}


class Fold:
    """One fold's network, optimizer and rows; `epoch` trains one epoch and validates."""

    def __init__(self, settings, fold, x, y, train, validate):
        self.settings, self.x, self.y = settings, x, y
        self.train, self.validate = (torch.as_tensor(rows).to(x.device) for rows in (train, validate))
        torch.manual_seed(1000 * settings.seed + fold)
        self.net = networks.build(settings)
        fused = {"fused": True} if settings.fused else {}
        self.optimizer = torch.optim.Adam(self.net.parameters(), lr=settings.lr, **fused)
        self.accuracies = []

    def epoch(self):
        self.net.train()
        order = self.train[torch.randperm(len(self.train), device=self.train.device)]
        for rows in order.split(self.settings.batch):
            loss = F.cross_entropy(self.net(self.x.index_select(0, rows)), self.y.index_select(0, rows))
            loss.backward()
            self.optimizer.step()
            self.optimizer.zero_grad(set_to_none=True)
        self.net.eval()
        hits = loss = 0
        with torch.inference_mode():
            for rows in self.validate.split(ROWS_SCORED[self.settings.network]):
                logits, truth = self.net(self.x.index_select(0, rows)), self.y.index_select(0, rows)
                hits += (logits.argmax(1) == truth).sum()
                loss += F.cross_entropy(logits, truth, reduction="sum")
        self.accuracies.append((hits / len(self.validate)).item())      # waits for the device, once


def run(settings, fold, x, y, train, validate):
    """A whole fold, for the peers that give each a process."""
    if settings.malloc:
        machine.keep_freed_memory()
    torch.set_num_threads(settings.threads)
    one = Fold(settings, fold, torch.as_tensor(x), torch.as_tensor(y), train, validate)
    for _ in range(settings.epochs):
        one.epoch()
    return one.accuracies
