import os
import subprocess
import sys

done = subprocess.run(["echo", "hello"], capture_output=True, text=True)
print(done.returncode, repr(done.stdout), done)
print(subprocess.check_output("echo one; echo two", shell=True).decode().split())
failed = subprocess.run("exit 3", shell=True)
print(failed.returncode)
try:
    subprocess.run(["false"], check=True)
except subprocess.CalledProcessError as error:
    print(error)
try:
    subprocess.run(["no-such-program"])
except FileNotFoundError as error:
    print(error)
print(subprocess.run(["cat"], input="piped\n", text=True, capture_output=True).stdout, end="")
process = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
out, err = process.communicate("to the child")
print(out, err, process.returncode)
print(os.system("exit 2") >> 8, flush=True)
try:
    subprocess.run(["sleep", "5"], timeout=0.05)
except subprocess.TimeoutExpired as error:
    print(error.cmd, error.stdout)
