"""A Lightning Trainer a fold, in turn, with torchmetrics and a scheduler, as Lightning's own examples do."""
import logging
import warnings

warnings.simplefilter("ignore")
import lightning.pytorch as pl  # noqa: E402
import torch  # noqa: E402
import torch.nn as nn  # noqa: E402
from torch.utils.data import DataLoader, Subset, TensorDataset  # noqa: E402
from torchmetrics import Accuracy  # noqa: E402

from . import networks  # noqa: E402

logging.getLogger("lightning.pytorch").setLevel(logging.ERROR)


class Classifier(pl.LightningModule):
    def __init__(self, settings):
        super().__init__()
        self.settings = settings
        self.model = networks.build(settings)
        self.criterion = nn.CrossEntropyLoss()
        self.train_acc = Accuracy(task="multiclass", num_classes=10)
        self.val_acc = Accuracy(task="multiclass", num_classes=10)

    def forward(self, x):
        return self.model(x)

    def _step(self, batch, part, accuracy):
        x, y = batch
        logits = self(x)
        loss = self.criterion(logits, y)
        accuracy(logits, y)
        self.log(f"{part}_loss", loss, on_step=False, on_epoch=True, prog_bar=True)
        self.log(f"{part}_acc", accuracy, on_step=False, on_epoch=True, prog_bar=True)
        return loss

    def training_step(self, batch, batch_idx):
        return self._step(batch, "train", self.train_acc)

    def validation_step(self, batch, batch_idx):
        return self._step(batch, "val", self.val_acc)

    def configure_optimizers(self):
        optimizer = torch.optim.Adam(self.parameters(), lr=self.settings.lr)
        scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, patience=5)
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": scheduler, "monitor": "val_loss"}}


class Curve(pl.Callback):
    def __init__(self):
        self.values = []

    def on_train_epoch_end(self, trainer, module):
        self.values.append(trainer.callback_metrics["val_acc"].item())


class Lightning:
    def __init__(self, settings, x, y):
        torch.set_num_threads(settings.threads)
        self.settings, self.data = settings, TensorDataset(torch.from_numpy(x), torch.from_numpy(y))

    def cross_validate(self, splits):
        s, curves = self.settings, []
        for k, (train, validate) in enumerate(splits):
            torch.manual_seed(1000 * s.seed + k)
            curve = Curve()
            trainer = pl.Trainer(max_epochs=s.epochs, accelerator="cpu", devices=1, logger=False, callbacks=[curve],
                                 enable_checkpointing=False, enable_progress_bar=False, enable_model_summary=False)
            trainer.fit(Classifier(s), DataLoader(Subset(self.data, train), s.batch, shuffle=True),
                        DataLoader(Subset(self.data, validate), s.batch))
            curves.append(curve.values)
        return curves

    def close(self):
        pass
