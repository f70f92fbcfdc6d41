# Records what CPython prints for each program of `programs/` and for each snippet of `snippets.txt`: run it with python3 in this folder.
import json
import os
import re
import subprocess
import sys

here = os.path.dirname(os.path.abspath(__file__))
folder = os.path.join(here, 'programs')


def run(args, stdin=''):
    env = {'PATH': '/usr/local/bin:/bin', 'HOME': '/root', 'LANG': 'C.UTF-8'}
    done = subprocess.run([sys.executable, *args], input=stdin, capture_output=True, text=True, cwd=folder, env=env, timeout=60)
    clean = lambda text: text.replace(folder, '/app').replace(sys.prefix, '/usr/local')
    return {'code': done.returncode & 255, 'stdout': clean(done.stdout), 'stderr': clean(done.stderr)}


def programs():
    recorded = {}
    for name in sorted(os.listdir(folder)):
        if not name.endswith('.py') or name.startswith('_'):
            continue
        with open(os.path.join(folder, name)) as source:
            head = source.readline()
        stdin = re.match(r"# stdin: (.*)", head)
        recorded[name] = run([os.path.join(folder, name)], json.loads(stdin.group(1)) if stdin else '')
        print(name, recorded[name]['code'])
    return recorded


def snippets():
    path = os.path.join(here, 'snippets.txt')
    if not os.path.exists(path):
        return []
    with open(path) as source:
        blocks = [block.strip('\n') for block in re.split(r'^---\n', source.read(), flags=re.M)]
    recorded = []
    for block in blocks:
        done = run(['-c', block])
        recorded.append({'source': block, 'stdout': done['stdout'], 'error': done['stderr'].strip().split('\n')[-1]})
    return recorded


for name, value in (('programs', programs()), ('snippets', snippets())):
    with open(os.path.join(here, f'recorded-{name}.json'), 'w') as out:
        json.dump(value, out, indent=1, ensure_ascii=False)
        out.write('\n')
