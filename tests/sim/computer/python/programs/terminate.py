import os
import signal
import sys
import time

running = True

def stop(signum, frame):
    global running
    print("got", signal.Signals(signum).name)
    running = False

signal.signal(signal.SIGTERM, stop)
print("ready", flush=True)
os.kill(os.getpid(), signal.SIGTERM)
while running:
    time.sleep(0.1)
print("bye", signal.getsignal(signal.SIGTERM) is stop, signal.SIGINT, int(signal.SIGKILL))
sys.exit(3)
