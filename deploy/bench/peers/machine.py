"""What Linux tells about this process, those it started, and the rest of the machine; the standard library alone."""
import ctypes
import os
import resource
import threading
import time

TICKS = os.sysconf("SC_CLK_TCK")


def keep_freed_memory():
    """FoldSync's setting of glibc's malloc: temporaries are not handed back to the kernel after each step."""
    mallopt = ctypes.CDLL(None).mallopt
    trim_threshold, top_pad, mmap_threshold = -1, -2, -3
    if not mallopt(mmap_threshold, 1 << 30):
        mallopt(mmap_threshold, 32 << 20)       # the most that older glibc takes
    mallopt(trim_threshold, 2**31 - 1)
    mallopt(top_pad, 64 << 20)


def busy_seconds():
    """Seconds that all cores together have worked, for anyone."""
    with open("/proc/stat") as file:
        user, nice, system, _idle, _wait, irq, softirq, steal = map(int, file.readline().split()[1:9])
    return (user + nice + system + irq + softirq + steal) / TICKS


def own_seconds():
    """Seconds that this process and its children that have ended have worked."""
    return sum(used.ru_utime + used.ru_stime
               for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def _stat(pid):
    with open(f"/proc/{pid}/stat") as file:
        return file.read().rpartition(")")[2].split()


def age_seconds():
    """Seconds since this process was started."""
    with open("/proc/uptime") as file:
        return float(file.read().split()[0]) - int(_stat("self")[19]) / TICKS


def tree(pid):
    """The process and all that hang below it."""
    parents = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            parents[int(name)] = int(_stat(name)[1])
        except OSError:
            pass                                # it has ended
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def proportional_mebibytes(pids):
    """Memory of these processes, what they share counted once."""
    total = 0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/smaps_rollup") as file:
                total += sum(int(line.split()[1]) for line in file if line.startswith("Pss:"))
        except OSError:
            pass
    return total / 1024


class Meter:
    """Between `start` and `stop`: wall seconds to the last `lap`, CPU seconds, the memory peak, what others did."""

    def __init__(self, processes):
        """processes: whether others are started, whose memory is then looked at four times a second."""
        self.peak, self._end = 0.0, threading.Event()
        self._sampler = threading.Thread(target=self._sample, daemon=True) if processes else None

    def _sample(self):
        while not self._end.wait(0.25):
            self.peak = max(self.peak, proportional_mebibytes(tree(os.getpid())))

    def start(self):
        if self._sampler:
            self._sampler.start()
        self._cpu, self._busy, self._from = own_seconds(), busy_seconds(), time.perf_counter()

    def lap(self):
        self.wall = time.perf_counter() - self._from

    def stop(self):
        """Call it when all children have ended."""
        self.cpu, busy = own_seconds() - self._cpu, busy_seconds() - self._busy
        self.other = max(0.0, (busy - self.cpu) / (time.perf_counter() - self._from))
        if self._sampler:
            self._end.set()
            self._sampler.join()
        self.peak = max(self.peak, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
