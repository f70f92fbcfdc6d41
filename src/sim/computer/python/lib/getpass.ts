// `getpass` in Python: passwords and users.

/** Its source. */
export const source = String.raw`import os
import sys


class GetPassWarning(UserWarning):
    pass


def getpass(prompt='Password: ', stream=None):
    return input(prompt)


def getuser():
    for name in ('LOGNAME', 'USER', 'LNAME', 'USERNAME'):
        if os.environ.get(name):
            return os.environ[name]
    import pwd
    return pwd.getpwuid(os.getuid()).pw_name
`;
