# asyncio: a queue, workers, timeouts, gather, cancellation, async context managers and generators.
import asyncio
import random
import time


class Timer:
    async def __aenter__(self):
        self.start = asyncio.get_running_loop().time()
        return self

    async def __aexit__(self, kind, error, trace):
        self.took = asyncio.get_running_loop().time() - self.start
        return False


async def ticker(count, delay=0.01):
    for i in range(count):
        yield i
        await asyncio.sleep(delay)


async def worker(name, queue, results):
    while True:
        job = await queue.get()
        try:
            await asyncio.sleep(job / 100)
            results.append((name, job * job))
        finally:
            queue.task_done()


async def fail(after):
    await asyncio.sleep(after)
    raise RuntimeError(f"failed after {after}")


async def main():
    queue = asyncio.Queue(maxsize=10)
    results = []
    workers = [asyncio.create_task(worker(f"w{i}", queue, results), name=f"worker-{i}") for i in range(3)]
    for job in (3, 1, 2, 6, 5):
        await queue.put(job)
    async with Timer() as timer:
        await queue.join()
    print(sorted(results), 0.05 < timer.took < 0.3)
    for task in workers:
        task.cancel()
    ended = await asyncio.gather(*workers, return_exceptions=True)
    print([type(e).__name__ for e in ended], workers[0].get_name(), workers[0].cancelled())

    try:
        await asyncio.wait_for(asyncio.sleep(5), timeout=0.02)
    except asyncio.TimeoutError:
        print("timed out")
    try:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(1)
    except TimeoutError as error:
        print("timeout", repr(error))
    outcomes = await asyncio.gather(fail(0.01), asyncio.sleep(0.02, "slept"), return_exceptions=True)
    print(outcomes)
    print([i async for i in ticker(4) if i % 2 == 0])
    async for i in ticker(2):
        print("tick", i)
    lock, event = asyncio.Lock(), asyncio.Event()
    order = []

    async def guarded(n):
        async with lock:
            order.append(f"in {n}")
            await asyncio.sleep(0)
            order.append(f"out {n}")

    await asyncio.gather(*(guarded(n) for n in range(3)))
    print(order)

    async def waiter():
        await event.wait()
        return "seen"

    task = asyncio.ensure_future(waiter())
    await asyncio.sleep(0)
    event.set()
    print(await task, task.done(), task.result())
    done, pending = await asyncio.wait({asyncio.create_task(asyncio.sleep(t)) for t in (0.01, 0.5)}, return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending))
    for p in pending:
        p.cancel()
    for next_done in asyncio.as_completed([asyncio.sleep(0.03, "slow"), asyncio.sleep(0.01, "fast")]):
        print(await next_done)
    semaphore = asyncio.Semaphore(2)
    running = peak = 0

    async def limited():
        nonlocal running, peak
        async with semaphore:
            running += 1
            peak = max(peak, running)
            await asyncio.sleep(0.005)
            running -= 1

    await asyncio.gather(*[limited() for _ in range(6)])
    print("peak", peak)
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, sum, [1, 2, 3]), await asyncio.to_thread(time.strftime, "%Y", time.gmtime(0)))
    try:
        async with asyncio.TaskGroup() as group:
            one = group.create_task(asyncio.sleep(0.01, 1))
            group.create_task(fail(0.02))
    except* RuntimeError as errors:
        print(errors.exceptions, one.result())
    shielded = asyncio.shield(asyncio.sleep(0.01, "kept"))
    print(await shielded)
    try:
        await asyncio.gather(fail(0.01), asyncio.sleep(1))
    except RuntimeError as error:
        print("gathered:", error)


asyncio.run(main())
asyncio.run(fail(0))
