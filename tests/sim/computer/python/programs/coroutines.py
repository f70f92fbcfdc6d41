import asyncio

async def fetch(name, delay):
    print("start", name)
    await asyncio.sleep(delay)
    print("end", name)
    return name.upper()

async def producer(queue):
    for n in range(3):
        await queue.put(n)
        await asyncio.sleep(0.001)
    await queue.put(None)

async def consumer(queue):
    items = []
    while (item := await queue.get()) is not None:
        items.append(item)
    return items

class Ticker:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if self.n == 0: raise StopAsyncIteration
        self.n -= 1
        await asyncio.sleep(0)
        return self.n
    async def __aenter__(self): print("enter"); return self
    async def __aexit__(self, *exc): print("exit")

async def agen():
    for i in range(3):
        yield i
        await asyncio.sleep(0)

async def fail():
    raise ValueError("async failure")

async def main():
    print(await asyncio.gather(fetch("a", 0.02), fetch("b", 0.01)))
    task = asyncio.create_task(fetch("c", 10))
    await asyncio.sleep(0.001)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")
    try:
        await asyncio.wait_for(fetch("d", 5), timeout=0.01)
    except asyncio.TimeoutError:
        print("timeout")
    queue = asyncio.Queue()
    _, items = await asyncio.gather(producer(queue), consumer(queue))
    print(items)
    async with Ticker(3) as ticker:
        print([n async for n in ticker])
    async for i in agen():
        print(i)
    print(await asyncio.gather(fail(), asyncio.sleep(0, "fine"), return_exceptions=True))
    async with asyncio.TaskGroup() as group:
        one = group.create_task(fetch("e", 0.001))
    print(one.result())
    lock = asyncio.Lock()
    async with lock:
        print(lock.locked())
    print(await asyncio.to_thread(sum, [1, 2, 3]))
    await fail()

try:
    asyncio.run(main())
except ValueError as error:
    print(repr(error))
