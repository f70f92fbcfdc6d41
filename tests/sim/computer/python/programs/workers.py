# Threads, locks, queues, pools, timers, events, conditions; subprocess; signal handlers.
import concurrent.futures
import logging
import os
import queue
import subprocess
import sys
import threading
import time

logging.basicConfig(level=logging.INFO, format="%(levelname)s:%(threadName)s:%(message)s", stream=sys.stdout)
log = logging.getLogger(__name__)
local = threading.local()


class Account:
    def __init__(self):
        self.balance = 0
        self._lock = threading.RLock()

    def deposit(self, amount):
        with self._lock:
            seen = self.balance
            time.sleep(0.001)
            self.balance = seen + amount


class Producer(threading.Thread):
    def __init__(self, jobs, count):
        super().__init__(name="producer", daemon=True)
        self.jobs, self.count = jobs, count

    def run(self):
        for n in range(self.count):
            self.jobs.put((n % 3, n))
        self.jobs.put((9, None))
        log.info("produced %d", self.count)


account = Account()
threads = [threading.Thread(target=account.deposit, args=(n,)) for n in range(10)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(account.balance, threading.active_count(), threading.current_thread().name)

jobs = queue.PriorityQueue()
producer = Producer(jobs, 5)
producer.start()
producer.join()
taken = []
while (job := jobs.get())[1] is not None:
    taken.append(job)
print(taken, jobs.empty())
try:
    jobs.get(timeout=0.01)
except queue.Empty as error:
    print("empty", repr(error))

with concurrent.futures.ThreadPoolExecutor(max_workers=3, thread_name_prefix="pool") as pool:
    squares = list(pool.map(lambda n: n * n, range(5)))
    futures = {pool.submit(divmod, 7, n): n for n in (2, 0)}
    for future in sorted(concurrent.futures.as_completed(futures), key=lambda f: -futures[f]):
        try:
            print(futures[future], future.result())
        except ZeroDivisionError as error:
            print(futures[future], "failed:", error)
print(squares)

ready = threading.Event()
timer = threading.Timer(0.02, ready.set)
timer.start()
print(ready.wait(0.001), ready.wait(1), ready.is_set())
condition = threading.Condition()
box = []


def consume():
    local.name = "consumer"
    with condition:
        condition.wait_for(lambda: box)
        log.warning("got %s as %s", box.pop(), local.name)


consumer = threading.Thread(target=consume, name="consumer")
consumer.start()
with condition:
    box.append("parcel")
    condition.notify_all()
consumer.join()
print(hasattr(local, "name"))
barrier = threading.Barrier(2)
seen = []


def meet(n):
    barrier.wait()
    seen.append(n)


both = [threading.Thread(target=meet, args=(n,)) for n in (1, 2)]
[t.start() for t in both]
[t.join() for t in both]
print(sorted(seen))

done = subprocess.run(["echo", "from a child"], capture_output=True, text=True, check=True)
print(repr(done.stdout), done.returncode)
try:
    subprocess.run(["sh", "-c", "echo oops >&2; exit 3"], check=True, stderr=subprocess.PIPE)
except subprocess.CalledProcessError as error:
    print(error, error.stderr)
with subprocess.Popen(["sort", "-r"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
    out, _ = child.communicate("b\na\nc\n")
    print(out.split(), child.returncode)
print(subprocess.check_output("echo $((6*7)); pwd | wc -l", shell=True, text=True).splitlines())
try:
    subprocess.run(["sleep", "5"], timeout=0.05)
except subprocess.TimeoutExpired as error:
    print(error.cmd)
try:
    subprocess.run(["no-such-program"])
except FileNotFoundError as error:
    print(error)
env = {**os.environ, "GREETING": "hi"}
print(subprocess.run([sys.executable, "-c", "import os,sys; print(os.environ['GREETING']); sys.exit(4)"], env=env, capture_output=True, text=True))


def explode():
    raise ValueError("in a thread")


bad = threading.Thread(target=explode, name="bad")
bad.start()
bad.join()
print("still here")
