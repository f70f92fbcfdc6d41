import time

for i in range(3):
    print(f"tick {i}", flush=True)
    time.sleep(0.01)
print("done")
