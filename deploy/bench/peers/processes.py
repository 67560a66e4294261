"""Hand-tuned PyTorch, one process a fold, a few at a time."""
from . import fold


class Fork:
    """Forked processes: nothing is imported again, and the rows are shared. The strongest form on Linux."""

    def __init__(self, settings, x, y):
        self.settings, self.x, self.y = settings, x, y      # no torch thread may start before the fork

    def cross_validate(self, splits):
        import multiprocessing
        global task                                         # inherited by the processes, not sent to them

        def task(k):
            return fold.run(self.settings, k, self.x, self.y, *splits[k])

        self.pool = multiprocessing.get_context("fork").Pool(self.settings.jobs)
        return self.pool.map(_task, range(len(splits)), chunksize=1)

    def close(self):
        self.pool.close()
        self.pool.join()


def _task(k):
    return task(k)


class Loky:
    """joblib's default: fresh interpreters that import torch inside the clock; rows by memory map."""
    warm = False

    def __init__(self, settings, x, y):
        from joblib import Parallel
        self.settings, self.x, self.y = settings, x, y
        self.pool = Parallel(n_jobs=settings.jobs, pre_dispatch="all", batch_size=1)
        if self.warm:
            from joblib import delayed
            self.pool(delayed(__import__)("torch") for _ in range(4 * settings.jobs))

    def cross_validate(self, splits):
        from joblib import delayed
        return self.pool(delayed(fold.run)(self.settings, k, self.x, self.y, *rows) for k, rows in enumerate(splits))

    def close(self):
        from joblib.externals.loky import get_reusable_executor
        get_reusable_executor().shutdown(wait=True)


class WarmLoky(Loky):
    """The same with the interpreters started, and torch imported, before the clock."""
    warm = True
