"""Learning rates by torch.optim.lr_scheduler, one line a schedule: its name, then the rate of epochs 0 to 99.

    python schedules.py > schedules.txt        (torch 2.13)
"""
import math
import torch
from torch.optim import lr_scheduler as s

EPOCHS = 100
LR = 0.05


def rates(make, metrics=None):
    parameter = torch.nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.SGD([parameter], lr=LR)
    schedule = make(optimizer)
    seen = []
    for epoch in range(EPOCHS):
        seen.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if metrics is None:
            schedule.step()
        else:
            schedule.step(metrics[epoch])
    return seen


def warm_cosine(o):
    return s.SequentialLR(
        o,
        [s.LinearLR(o, start_factor=0.1, total_iters=10), s.CosineAnnealingLR(o, T_max=90, eta_min=1e-4)],
        milestones=[10],
    )


SCHEDULES = {
    "constant": lambda o: s.LambdaLR(o, lambda epoch: 1.0),
    "step": lambda o: s.StepLR(o, step_size=7, gamma=0.5),
    "multi_step": lambda o: s.MultiStepLR(o, milestones=[10, 30, 31, 80], gamma=0.2),
    "exponential": lambda o: s.ExponentialLR(o, gamma=0.97),
    "polynomial": lambda o: s.PolynomialLR(o, total_iters=60, power=2.0),
    "linear": lambda o: s.LinearLR(o, start_factor=0.25, end_factor=0.75, total_iters=20),
    "cosine": lambda o: s.CosineAnnealingLR(o, T_max=100, eta_min=1e-3),
    "warm_cosine": warm_cosine,
    "one_cycle": lambda o: s.OneCycleLR(o, max_lr=0.2, total_steps=100, cycle_momentum=False),
    "one_cycle_linear": lambda o: s.OneCycleLR(
        o, max_lr=0.2, total_steps=100, pct_start=0.25, div_factor=10, final_div_factor=100,
        anneal_strategy="linear", cycle_momentum=False),
    "restarts": lambda o: s.CosineAnnealingWarmRestarts(o, T_0=10, T_mult=2, eta_min=1e-3),
    "restarts_even": lambda o: s.CosineAnnealingWarmRestarts(o, T_0=15),
    "chained": lambda o: s.ChainedScheduler(
        [s.LinearLR(o, start_factor=0.2, total_iters=8), s.ExponentialLR(o, gamma=0.95)]),
    "sequential": lambda o: s.SequentialLR(
        o,
        [s.LinearLR(o, start_factor=0.1, total_iters=5), s.ExponentialLR(o, gamma=0.9), s.StepLR(o, 3, gamma=0.1)],
        milestones=[5, 40]),
}


def means():
    """Falls, wavers, stands still, falls again: what 100 meetings could bring."""
    return [
        2 * math.exp(-epoch / 12) + 0.05 * math.sin(1.7 * epoch) + (0.02 if 40 <= epoch < 60 else 0)
        for epoch in range(EPOCHS)
    ]


PLATEAUS = {
    "plateau": dict(factor=0.5, patience=3),
    "plateau_absolute": dict(factor=0.3, patience=2, threshold=0.05, threshold_mode="abs", cooldown=4, min_lr=1e-3),
    "plateau_relative": dict(factor=0.5, patience=4, threshold=0.2, cooldown=2),
}

for name, make in SCHEDULES.items():
    print(name, *map(repr, rates(make)))
print("means", *map(repr, means()))
for name, arguments in PLATEAUS.items():
    print(name, *map(repr, rates(lambda o: s.ReduceLROnPlateau(o, **arguments), means())))
up = [-mean for mean in means()]
print("plateau_max", *map(repr, rates(
    lambda o: s.ReduceLROnPlateau(o, mode="max", factor=0.5, patience=3, threshold=0.01), up)))
