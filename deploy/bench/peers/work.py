"""The work that every contender does: rows, folds and settings. The numbers are those of `foldsync bench`."""
import dataclasses
import gzip
import os

MEAN, STD = 72.94, 90.02  # of Fashion-MNIST's pixels, 0 to 255
INK = 16                  # the digits' pixels are 0 to 16
REPOSITORY = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../.."))
KNOWN_FOLDERS = ("/usr/share/datasets/fashion-mnist", os.path.join(REPOSITORY, "data/FashionMNIST/raw"))


@dataclasses.dataclass(frozen=True)
class Workload:
    """One network cross-validated on the first `rows` rows (0: all) of `material`."""
    material: str
    network: str
    rows: int
    folds: int
    epochs: int


WORKLOADS = {
    "mlp70k": Workload("images", "mlp", 70_000, 5, 2),
    "mlp10k": Workload("images", "mlp", 10_000, 5, 3),
    "digits": Workload("digits", "mlp", 0, 10, 20),
    "resnet5k": Workload("images", "resnet", 5_000, 5, 1),
    "text": Workload("text", "text", 4_000, 5, 1),
}


@dataclasses.dataclass(frozen=True)
class Settings:
    """What a fold needs to know beside its rows; small, so that it can be sent to other processes."""
    network: str
    features: int
    epochs: int
    threads: int          # of torch, in each process
    jobs: int             # processes, of the peers that start some
    fused: bool           # torch's fused Adam
    malloc: bool          # freed memory is kept
    seed: int = 0
    device: str = "cpu"   # torch's name of it; other than the CPU's for the peers of `tuned` and `ensemble` alone
    batch: int = 64
    lr: float = 1e-3
    dropout: float = 0.5


def images(folder, rows):
    """Fashion-MNIST, train rows then test rows, scaled: float32 (n, 1, 28, 28) and int64 (n,)."""
    import numpy as np

    def idx(name):
        with gzip.open(os.path.join(folder, name)) as file:
            raw = file.read()
        sizes = [int.from_bytes(raw[4 + 4 * i: 8 + 4 * i], "big") for i in range(raw[3])]
        return np.frombuffer(raw, np.uint8, offset=4 + 4 * raw[3]).reshape(sizes)

    x = np.concatenate([idx(f"{part}-images-idx3-ubyte.gz") for part in ("train", "t10k")])[:rows]
    y = np.concatenate([idx(f"{part}-labels-idx1-ubyte.gz") for part in ("train", "t10k")])[:rows]
    return ((x.astype(np.float32) - MEAN) / STD).astype(np.float32)[:, None], y.astype(np.int64)


def digits(file):
    """The shipped digits, scaled: float32 (1797, 1, 8, 8) and int64 (1797,)."""
    import numpy as np
    table = np.loadtxt(file, delimiter=",", skiprows=1)
    return (table[:, :64] / INK).astype(np.float32).reshape(-1, 1, 8, 8), table[:, 64].astype(np.int64)


def text(rows, length=64, vocabulary=2000, classes=10, own=20, seed=0):
    """Invented texts, the rows of io.foldsync.jobs.bench.SyntheticText: int64 tokens (rows, length) and int64 (rows,)."""
    import numpy as np
    label = np.arange(rows) % classes
    z = np.uint64(seed) + np.arange(1, rows * length + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ z >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)            # SplitMix64
    z = (z ^ z >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    z = (z ^ z >> np.uint64(31)).reshape(rows, length)
    rest = z >> np.uint64(2)
    tokens = np.where(z % np.uint64(4) == 0, own * label[:, None] + (rest % np.uint64(own)).astype(np.int64),
                      (rest % np.uint64(vocabulary)).astype(np.int64))
    return tokens, label.astype(np.int64)


def load(workload, folder):
    """The rows of a workload; `folder` holds Fashion-MNIST's four files, None where packages put them."""
    if workload.material == "digits":
        return digits(os.path.join(REPOSITORY, "conf/data/digits.csv"))
    if workload.material == "text":
        return text(workload.rows)
    known = [folder] if folder else [f for f in KNOWN_FOLDERS if os.path.isdir(f)]
    if not known:
        raise SystemExit("no Fashion-MNIST here: name a folder with its four .gz files (--data)")
    return images(known[0], workload.rows)


def stratified(y, folds, seed=42):
    """(training rows, validation rows) of each fold: shuffled, classes and sizes spread to within one row."""
    import numpy as np
    order = np.random.default_rng(seed).permutation(len(y))
    order = order[np.argsort(y[order], kind="stable")]      # class behind class, shuffled within
    fold = np.empty(len(y), np.int64)
    fold[order] = np.arange(len(y)) % folds
    return [(np.flatnonzero(fold != k), np.flatnonzero(fold == k)) for k in range(folds)]
