"""Hand-tuned PyTorch in one process, its threads inside the operations."""
import torch

from .fold import Fold


class Tuned:
    """Folds in turn, each to its last epoch."""

    def __init__(self, settings, x, y):
        torch.set_num_threads(settings.threads)
        self.settings = settings
        self.x, self.y = (torch.from_numpy(rows).to(settings.device) for rows in (x, y))

    def cross_validate(self, splits):
        curves = []
        for k, (train, validate) in enumerate(splits):
            fold = Fold(self.settings, k, self.x, self.y, train, validate)
            for _ in range(self.settings.epochs):
                fold.epoch()
            curves.append(fold.accuracies)
        return curves

    def close(self):
        pass


class Synchronized(Tuned):
    """All folds an epoch, then all folds the next."""

    def cross_validate(self, splits):
        folds = [Fold(self.settings, k, self.x, self.y, *rows) for k, rows in enumerate(splits)]
        for _ in range(self.settings.epochs):
            for fold in folds:
                fold.epoch()
        return [fold.accuracies for fold in folds]
