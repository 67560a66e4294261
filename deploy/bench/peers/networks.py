"""The networks of `foldsync bench` in PyTorch, with its default initialisation."""
import math

import torch
import torch.nn as nn
import torch.nn.functional as F


class Block(nn.Module):
    """Two 3x3 convolutions around a shortcut."""

    def __init__(self, channels_in, channels, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(channels_in, channels, 3, stride=stride, padding=1)
        self.norm1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1)
        self.norm2 = nn.BatchNorm2d(channels)
        same = channels_in == channels and stride == 1
        self.shortcut = nn.Sequential() if same else nn.Sequential(
            nn.Conv2d(channels_in, channels, 1, stride=stride), nn.BatchNorm2d(channels))

    def forward(self, x):
        h = F.relu(self.norm1(self.conv1(x)))
        return F.relu(self.norm2(self.conv2(h)) + self.shortcut(x))


class Text(nn.Module):
    """A transformer over tokens, as FoldSync's: norms first, GELU, sinusoidal positions, the mean over positions."""

    def __init__(self, vocabulary=2000, length=64, features=128, heads=4, depth=2, feedforward=512, dropout=0.1):
        super().__init__()
        self.embedding, self.dropout = nn.Embedding(vocabulary, features), nn.Dropout(dropout)
        angles = torch.outer(torch.arange(length, dtype=torch.float64),
                             torch.exp(torch.arange(features // 2) * (-2 * math.log(10_000) / features)))
        self.register_buffer("waves", torch.stack([angles.sin(), angles.cos()], 2).flatten(1).float())
        layer = nn.TransformerEncoderLayer(features, heads, feedforward, dropout, "gelu", batch_first=True, norm_first=True)
        self.blocks = nn.TransformerEncoder(layer, depth, nn.LayerNorm(features), enable_nested_tensor=False)
        self.last = nn.Linear(features, 10)

    def forward(self, x):
        return self.last(self.blocks(self.dropout(self.embedding(x) + self.waves)).mean(1))


def build(settings):
    """A fresh network on its device, its weights from torch's global generator of the CPU."""
    return _build(settings).to(settings.device)


def _build(settings):
    if settings.network == "mlp":
        d, p = settings.features, settings.dropout
        return nn.Sequential(nn.Flatten(), nn.Linear(d, 256), nn.ReLU(), nn.Dropout(p),
                             nn.Linear(256, 128), nn.ReLU(), nn.Dropout(p), nn.Linear(128, 10))
    if settings.network == "text":
        return Text()
    return nn.Sequential(nn.Conv2d(1, 32, 3, padding=1), nn.BatchNorm2d(32), nn.ReLU(),
                         Block(32, 32), Block(32, 64, 2), Block(64, 64),
                         nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10))
