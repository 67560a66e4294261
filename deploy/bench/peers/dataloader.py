"""PyTorch as its tutorials write it: DataLoader over a Subset, Adam as it comes, folds in turn."""
import torch
import torch._dynamo  # noqa: F401  the first optimizer would import it inside the clock
import torch.nn as nn
from torch.utils.data import DataLoader, Subset, TensorDataset

from . import networks


class Dataloader:
    def __init__(self, settings, x, y):
        torch.set_num_threads(settings.threads)
        self.settings, self.data = settings, TensorDataset(torch.from_numpy(x), torch.from_numpy(y))

    def cross_validate(self, splits):
        return [self._fold(k, train.tolist(), validate.tolist()) for k, (train, validate) in enumerate(splits)]

    def _fold(self, k, train, validate):
        s = self.settings
        torch.manual_seed(1000 * s.seed + k)
        batches = DataLoader(Subset(self.data, train), s.batch, shuffle=True)
        scored = DataLoader(Subset(self.data, validate), s.batch)
        net, loss_of, accuracies = networks.build(s), nn.CrossEntropyLoss(), []
        optimizer = torch.optim.Adam(net.parameters(), lr=s.lr)
        for _ in range(s.epochs):
            net.train()
            for x, y in batches:
                optimizer.zero_grad()
                loss_of(net(x), y).backward()
                optimizer.step()
            net.eval()
            hits = loss = 0
            with torch.no_grad():
                for x, y in scored:
                    logits = net(x)
                    loss += loss_of(logits, y).item() * len(y)
                    hits += (logits.argmax(1) == y).sum().item()
            accuracies.append(hits / len(validate))
        return accuracies

    def close(self):
        pass
