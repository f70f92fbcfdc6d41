import os
import shutil
from pathlib import Path

base = Path("/tmp/drydock-files")
shutil.rmtree(base, ignore_errors=True)
base.mkdir(parents=True)
notes = base / "notes.txt"
notes.write_text("one\ntwo\nthree\n")
with open(notes, "a") as handle:
    handle.write("four\n")
with notes.open() as handle:
    for number, line in enumerate(handle, 1):
        print(number, line.rstrip())
print(notes.exists(), notes.suffix, notes.stem, notes.stat().st_size)
(base / "sub").mkdir()
(base / "sub" / "a.log").write_text("x" * 10)
for path in sorted(base.rglob("*")):
    print(path.relative_to(base), "dir" if path.is_dir() else path.stat().st_size)
os.rename(notes, base / "renamed.txt")
print(sorted(os.listdir(base)))
with open(base / "data.bin", "wb") as handle:
    handle.write(bytes(range(5)))
print((base / "data.bin").read_bytes())
try:
    open("/tmp/drydock-files/none.txt")
except FileNotFoundError as error:
    print(error, error.errno)
for root, folders, names in os.walk(base):
    print(root, sorted(folders), sorted(names))
shutil.rmtree(base)
print(base.exists())
