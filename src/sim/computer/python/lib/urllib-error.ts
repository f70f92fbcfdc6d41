// `urllib.error` in Python: errors of requests.

/** Its source. */
export const source = String.raw`class URLError(OSError):
    def __init__(self, reason, filename=None):
        self.args = (reason,)
        self.reason = reason

    def __str__(self):
        return f'<urlopen error {self.reason}>'


class HTTPError(URLError):
    def __init__(self, url, code, msg, hdrs, fp):
        self.code, self.msg, self.hdrs, self.fp, self.filename, self.url = code, msg, hdrs, fp, url, url
        self.args = ()
        self.reason = msg
        self.headers = hdrs
        self.status = code

    def __str__(self):
        return f'HTTP Error {self.code}: {self.msg}'

    def __repr__(self):
        return f'<HTTPError {self.code}: {self.msg!r}>'

    def read(self, *args):
        return self.fp.read(*args) if self.fp else b''

    def info(self):
        return self.headers

    def getcode(self):
        return self.code

    def geturl(self):
        return self.url

    def close(self):
        pass


class ContentTooShortError(URLError):
    pass
`;
