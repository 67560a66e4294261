"""lightning-cv (installed, or its `src` on PYTHONPATH): fold-synchronized epochs on lightning.Fabric, with its default callbacks (a
progress bar, a summary, a checkpoint of all networks) and its CSV logger."""
import contextlib
import itertools
import logging
import os
import tempfile
import warnings

warnings.simplefilter("ignore")
import lightning as L  # noqa: E402
import lightning.fabric.utilities.types as fabric_types  # noqa: E402
import torch  # noqa: E402

if not hasattr(fabric_types, "LRScheduler"):    # newer Lightning has renamed what the library imports
    fabric_types.LRScheduler = torch.optim.lr_scheduler.LRScheduler
import lightning_cv as lcv  # noqa: E402
import torch.nn.functional as F  # noqa: E402
from sklearn.model_selection import StratifiedKFold  # noqa: E402
from torch.utils.data import TensorDataset  # noqa: E402

from . import networks  # noqa: E402

for name in ("lightning_cv", "lightning", "lightning.fabric", "lightning.pytorch"):
    logging.getLogger(name).setLevel(logging.ERROR)


class FoldAccuracy(lcv.callbacks.Callback):
    """Exact accuracy of each fold: the library averages the means of batches."""

    def __init__(self, folds):
        self.curves = [[] for _ in range(folds)]

    def on_validation_start_per_fold(self, trainer, model, total):
        self.hits = self.rows = 0

    def on_validation_batch_end_per_fold(self, trainer, output, batch, batch_idx):
        self.hits += output["acc"].item() * len(batch[1])
        self.rows += len(batch[1])

    def on_validation_end_per_fold(self, trainer):
        self.curves[trainer.current_fold].append(self.hits / self.rows)


def module(settings):
    """The class of networks that the library makes one of for each fold."""
    fold = itertools.count()

    class Net(L.LightningModule):
        def __init__(self, config):
            super().__init__()
            torch.manual_seed(1000 * settings.seed + next(fold))
            self.config = config                # its checkpoints ask for this attribute
            self.net = networks.build(settings)

        def forward(self, x):
            return self.net(x)

        def training_step(self, batch, batch_idx):
            return F.cross_entropy(self(batch[0]), batch[1])

        def validation_step(self, batch, batch_idx):
            logits = self(batch[0])
            hits = (logits.argmax(1) == batch[1]).float()
            return {"loss": F.cross_entropy(logits, batch[1]), "acc": hits.mean()}

        def configure_optimizers(self):
            return torch.optim.Adam(self.parameters(), lr=settings.lr)

    return Net


class LightningCv:
    def __init__(self, settings, x, y):
        torch.set_num_threads(settings.threads)
        self.settings, self.data = settings, TensorDataset(torch.from_numpy(x), torch.from_numpy(y))
        self.data.target = y

    def cross_validate(self, splits):
        s, accuracy = self.settings, FoldAccuracy(len(splits))
        with tempfile.TemporaryDirectory() as folder, open(os.devnull, "w") as null, \
                contextlib.redirect_stdout(null), contextlib.redirect_stderr(null):
            rows = lcv.CrossValidationDataModule(
                self.data, s.batch, StratifiedKFold,
                # It splits anew in every epoch: without a fixed state, rows would leak between folds.
                dict(n_splits=len(splits), shuffle=True, random_state=42), y_attr="target")
            config = lcv.CrossValidationTrainerConfig(
                accelerator="cpu", devices=1, max_epochs=s.epochs, checkpoint_dir=folder, callbacks=[accuracy])
            lcv.CrossValidationTrainer(module(s), config).train_with_cross_validation(rows, {"lr": s.lr})
        return accuracy.curves

    def close(self):
        pass
