// `pwd` in Python: users.

/** Its source. */
export const source = String.raw`from collections import namedtuple

struct_passwd = namedtuple('struct_passwd', 'pw_name pw_passwd pw_uid pw_gid pw_gecos pw_dir pw_shell')


def getpwall():
    found = []
    with open('/etc/passwd') as f:
        for line in f:
            parts = line.rstrip('\n').split(':')
            if len(parts) == 7:
                found.append(struct_passwd(parts[0], parts[1], int(parts[2]), int(parts[3]), *parts[4:]))
    return found


def getpwuid(uid):
    for one in getpwall():
        if one.pw_uid == uid:
            return one
    raise KeyError(f'getpwuid(): uid not found: {uid}')


def getpwnam(name):
    for one in getpwall():
        if one.pw_name == name:
            return one
    raise KeyError(f'getpwnam(): name not found: {name!r}')
`;
