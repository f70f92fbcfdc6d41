import queue
import threading
import time

lock = threading.Lock()
total = 0

def add(n):
    global total
    for _ in range(n):
        with lock:
            total += 1

threads = [threading.Thread(target=add, args=(1000,)) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(total, threads[0].is_alive(), threads[0].name)

jobs = queue.Queue()
results = []

def worker():
    while True:
        item = jobs.get()
        if item is None:
            break
        time.sleep(0.001)
        results.append(item * item)
        jobs.task_done()

runner = threading.Thread(target=worker, daemon=True, name="runner")
runner.start()
for number in range(5):
    jobs.put(number)
jobs.join()
jobs.put(None)
runner.join(timeout=1)
print(results, runner.is_alive())
done = threading.Event()
threading.Timer(0.01, done.set).start()
print(done.wait(5), done.is_set(), threading.current_thread().name)
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(max_workers=3) as pool:
    print(list(pool.map(lambda x: x + 1, range(5))), pool.submit(pow, 2, 5).result())
threading.excepthook = lambda args: print(args.exc_type.__name__, args.exc_value, args.thread.name.split()[0])
def broken():
    raise ValueError("in a thread")
failing = threading.Thread(target=broken)
failing.start()
failing.join()
