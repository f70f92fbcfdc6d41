"""Records what a real nginx answers, and writes the file of rows anew.

SERVER=<path of nginx> python3 record.py requests.txt
A group (`# name`) has a configuration (`%` lines, inside of http) and rows: `$` arguments of curl, `|` what it printed.
`$ log` shows the access log of the group; `$ test` what `nginx -t` says.
"""
import os, re, shutil, subprocess, sys, tempfile, time

nginx, path = os.environ['SERVER'], sys.argv[1]
when = 1577934245
prefix = tempfile.mkdtemp()
os.chmod(prefix, 0o755)

def make(name, text):
    full = os.path.join(prefix, name)
    os.makedirs(os.path.dirname(full), exist_ok=True)
    open(full, 'w').write(text)

for line in open(os.path.join(os.path.dirname(path) or '.', 'files.txt')).read().splitlines():
    name, text = line.split('|', 1)
    make(name, text.replace('\\n', '\n'))
for folder, _, names in os.walk(prefix, topdown=False):
    for name in names + ['.']:
        os.utime(os.path.join(folder, name), (when, when))
os.makedirs(f'{prefix}/logs', exist_ok=True)
os.chmod(f'{prefix}/html/secret.txt', 0)

# A package's own directories, which are not there.
temporary = ''.join(f' {kind}_temp_path {prefix}/temp/{kind};' for kind in ('client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'))
os.makedirs(f'{prefix}/temp')
os.chmod(f'{prefix}/temp', 0o777)

def whole(config):
    return ('user nobody nogroup;\nworker_processes 1;\nerror_log logs/error.log;\npid nginx.pid;\nevents {}\nhttp {\ninclude mime.types;\n'
            'default_type application/octet-stream;' + temporary + '\naccess_log off;\n' + '\n'.join(config) + '\n}\n')

out, config, server, pending = [], [], None, []

def stop():
    global server
    if server:
        server.terminate(); server.wait(); server = None
    for name in os.listdir(f'{prefix}/logs'):
        os.remove(f'{prefix}/logs/{name}')

def start():
    global server
    if server is None:
        open(f'{prefix}/nginx.conf', 'w').write(whole(config))
        server = subprocess.Popen([nginx, '-p', prefix, '-c', 'nginx.conf', '-g', 'daemon off;'], stderr=subprocess.DEVNULL)
        time.sleep(0.4)

for line in open(path, encoding='utf-8').read().splitlines():
    if line.startswith('|'):
        continue
    out.append(line)
    if line.startswith('# '):
        stop(); config = []
    elif line.startswith('% '):
        config.append(line[2:])
    elif line == '$ test':
        stop()
        open(f'{prefix}/nginx.conf', 'w').write(whole(config))
        done = subprocess.run([nginx, '-p', prefix, '-c', 'nginx.conf', '-t'], capture_output=True, text=True)
        rows = [row.replace(prefix, '/etc/nginx') for row in done.stderr.splitlines() if 'could not open error log' not in row]
        out += ['|' + re.sub(r'^\d.*? \[', 'nginx: [', re.sub(r'\] \d+#\d+:', ']', row)) for row in rows]
    elif line == '$ log':
        time.sleep(0.2)
        out += ['|' + row for row in open(f'{prefix}/logs/access.log').read().splitlines()]
    elif line.startswith('$ '):
        start()
        done = subprocess.run('curl -s -i -A agent -m 5 ' + line[2:], shell=True, capture_output=True)
        out += ['|' + re.sub('^(Date|Expires): .*2026 .*', r'\1: <time>', row) for row in done.stdout.decode().replace('\r', '').removesuffix('\n').split('\n')]
stop()
shutil.rmtree(prefix)
open(path, 'w', encoding='utf-8').write('\n'.join(out) + '\n')
