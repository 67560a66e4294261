"""Cross-validates one workload with one peer and prints a JSON line a run.

wallSeconds        from just before the folds are drawn to just after the last validation: networks are made and pools
                   started inside; interpreter, imports and reading the rows are outside
samplesPerSecond   training rows of all folds times epochs, by wallSeconds
otherCores         cores that other processes kept busy meanwhile
peakMebibytes      resident memory; of all processes together where there are several, what they share counted once
wholeSeconds       from the start of the process to the printed line
"""
import argparse
import importlib
import json
import os

from . import machine, work

PEERS = {  # name: module, class, whether it starts processes of one thread each
    "tuned": ("tuned", "Tuned", False),
    "tuned_sync": ("tuned", "Synchronized", False),
    "fork": ("processes", "Fork", True),
    "loky": ("processes", "Loky", True),
    "loky_warm": ("processes", "WarmLoky", True),
    "vmap": ("ensemble", "Vmap", False),
    "sklearn": ("sklearn_mlp", "Sklearn", True),
    "dataloader": ("dataloader", "Dataloader", False),
    "lightning": ("lightning_trainer", "Lightning", False),
    "lightning_cv": ("lightning_cv_trainer", "LightningCv", False),
}
ANY_DEVICE = ("tuned", "tuned_sync", "vmap")


def arguments():
    p = argparse.ArgumentParser(prog="python -m peers", description=__doc__,
                                formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("peer", choices=PEERS)
    p.add_argument("workload", choices=work.WORKLOADS)
    p.add_argument("--cores", type=int, default=2, help="threads of one process, or processes of one thread")
    p.add_argument("--epochs", type=int, help="instead of the workload's own")
    p.add_argument("--folds", type=int, help="instead of the workload's own")
    p.add_argument("--rows", type=int, help="the first n, instead of the workload's own")
    p.add_argument("--data", metavar="FOLDER", help="holds Fashion-MNIST's four .gz files")
    p.add_argument("--seed", type=int, default=0)
    p.add_argument("--fused", action="store_true", help="torch's fused Adam, for the hand-tuned peers")
    p.add_argument("--malloc", action="store_true", help="FoldSync's malloc settings")
    p.add_argument("--device", default="cpu", help=f"cuda; for {', '.join(ANY_DEVICE)} (default: %(default)s)")
    p.add_argument("--runs", type=int, default=1, help="one after another, a line each; a GPU's first is slower")
    p.add_argument("--check", action="store_true", help="only import what the peer needs")
    a = p.parse_args()
    if a.device != "cpu" and a.peer not in ANY_DEVICE:
        p.error(f"{a.peer} trains on the CPU alone; --device is for {', '.join(ANY_DEVICE)}")
    return a


def main():
    a = arguments()
    module, kind, processes = PEERS[a.peer]
    threads = 1 if processes else a.cores
    for variable in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[variable] = str(threads)
    if a.malloc:
        machine.keep_freed_memory()
    peer = getattr(importlib.import_module(f"peers.{module}"), kind)
    if a.check:
        return
    workload = work.WORKLOADS[a.workload]
    x, y = work.load(workload, a.data)
    x, y = x[:a.rows], y[:a.rows]
    epochs, folds = a.epochs or workload.epochs, a.folds or workload.folds
    settings = work.Settings(workload.network, x[0].size, epochs, threads, a.cores, a.fused, a.malloc, a.seed,
                             a.device)
    for _ in range(a.runs):
        contender, meter = peer(settings, x, y), machine.Meter(processes)
        report(a, y, epochs, *timed(contender, meter, y, folds), meter)


def timed(contender, meter, y, folds):
    """(rows of each fold, accuracies of each fold after each epoch); reading the last of these waits for a GPU."""
    meter.start()
    splits = work.stratified(y, folds)
    curves = contender.cross_validate(splits)
    meter.lap()
    contender.close()
    meter.stop()
    return splits, curves


def report(a, y, epochs, splits, curves, meter):
    folds, trained = len(splits), sum(len(train) for train, _ in splits) * epochs
    print(json.dumps(dict(
        peer=a.peer, workload=a.workload, rows=len(y), folds=folds, epochs=epochs, cores=a.cores, fused=a.fused,
        malloc=a.malloc, device=a.device, trainedRows=trained, wallSeconds=round(meter.wall, 3),
        samplesPerSecond=round(trained / meter.wall, 1), accuracy=round(sum(c[-1] for c in curves) / folds, 5),
        cpuSeconds=round(meter.cpu, 2), otherCores=round(meter.other, 3), peakMebibytes=round(meter.peak, 1),
        wholeSeconds=round(machine.age_seconds(), 2))), flush=True)


if __name__ == "__main__":
    main()
