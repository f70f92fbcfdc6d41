// `platform` in Python: what the machine is.

/** Its source. */
export const source = String.raw`import os
import sys
from collections import namedtuple

uname_result = namedtuple('uname_result', 'system node release version machine processor')


def uname():
    u = os.uname()
    return uname_result(u.sysname, u.nodename, u.release, u.version, u.machine, '')


def system():
    return 'Linux'


def node():
    return os.uname().nodename


def release():
    return os.uname().release


def version():
    return os.uname().version


def machine():
    return os.uname().machine


def processor():
    return ''


def architecture(*args):
    return '64bit', 'ELF'


def python_version():
    return sys.version.split()[0]


def python_version_tuple():
    return tuple(python_version().split('.'))


def python_implementation():
    return 'CPython'


def python_compiler():
    return sys.version.split('[')[1].rstrip(']')


def libc_ver():
    return ('', '') if os.path.exists('/lib/ld-musl-x86_64.so.1') else ('glibc', '2.36')


def platform(aliased=False, terse=False):
    libc = libc_ver()
    return f"Linux-{release()}-{machine()}-with-{'glibc' + libc[1] if libc[0] else 'musl'}"


def freedesktop_os_release():
    found = {}
    with open('/etc/os-release') as f:
        for line in f:
            key, eq, value = line.strip().partition('=')
            if eq:
                found[key] = value.strip('"')
    return found
`;
