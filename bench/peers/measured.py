"""Runs a command and writes what the whole process cost, its children included.

    python measured.py FILE COMMAND ARGUMENT…

FILE gets {"wall", "cpu"} in seconds, {"peakMb"} in MiB and {"status"}: the exit code. The command has our stdout and
stderr. Peak memory is that of its largest process, as the kernel counts resident pages.
"""

import json
import os
import resource
import sys
import time

started = time.perf_counter()
pid = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(pid, 0)
wall = time.perf_counter() - started
children = resource.getrusage(resource.RUSAGE_CHILDREN)
to_mb = 1 / 2**20 if sys.platform == 'darwin' else 1 / 2**10
cost = {
    'wall': wall,
    'cpu': usage.ru_utime + usage.ru_stime,
    'peakMb': children.ru_maxrss * to_mb,
    'status': os.waitstatus_to_exitcode(status),
}
with open(sys.argv[1], 'w') as file:
    json.dump(cost, file)
