// `locale` in Python: the language of the C library.

/** Its source. */
export const source = String.raw`LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = 0, 1, 2, 3, 4, 5, 6


def setlocale(category, locale=None):
    return 'C.UTF-8'


def getlocale(category=0):
    return 'en_US', 'UTF-8'


def getpreferredencoding(do_setlocale=True):
    return 'UTF-8'


def getencoding():
    return 'utf-8'


def format_string(f, val, grouping=False):
    return f % val
`;
