"""Records what a real redis-cli prints for the commands of commands.txt, and writes the file anew.

REDIS=<directory of redis-server and redis-cli> python3 record.py commands.txt
Each group (`# name`) has a connection and a server without keys of its own.
"""
import os, select, subprocess, sys, tempfile, time

binaries, path, port = os.environ['REDIS'], sys.argv[1], '7799'
server = subprocess.Popen([f'{binaries}/redis-server', '--port', port, '--save', ''], stdout=subprocess.DEVNULL, cwd=tempfile.mkdtemp())
time.sleep(1)
cli = lambda *words: subprocess.run([f'{binaries}/redis-cli', '-p', port, *words], capture_output=True)
out, session = [], None
for line in open(path, encoding='utf-8').read().splitlines():
    if line.startswith('|'):
        continue
    out.append(line)
    if line.startswith('# '):
        if session:
            session.stdin.close(); session.wait()
        cli('flushall'); cli('config', 'resetstat')
        session = subprocess.Popen([f'{binaries}/redis-cli', '-p', port, '--no-raw'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    elif line.startswith('$ '):
        session.stdin.write((line[2:] + '\n').encode()); session.stdin.flush()
        text, quiet = b'', 1.5
        while select.select([session.stdout], [], [], quiet)[0]:
            got = os.read(session.stdout.fileno(), 65536)
            if not got:
                break
            text, quiet = text + got, 0.05
        out += ['|' + row for row in text.decode('utf-8').replace('\r', '').removesuffix('\n').split('\n') if text]
session.stdin.close(); session.wait()
server.terminate(); server.wait()
open(path, 'w', encoding='utf-8').write('\n'.join(out) + '\n')
