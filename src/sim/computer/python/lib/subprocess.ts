// `subprocess` in Python: other programs.

/** Its source. */
export const source = String.raw`import os
import _subprocess
from time import monotonic as _time

PIPE, STDOUT, DEVNULL = -1, -2, -3


class SubprocessError(Exception):
    pass


class CalledProcessError(SubprocessError):
    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode, self.cmd, self.output, self.stderr = returncode, cmd, output, stderr
        self.args = (returncode, cmd)

    @property
    def stdout(self):
        return self.output

    def __str__(self):
        if self.returncode and self.returncode < 0:
            import signal
            try:
                return f"Command '{self.cmd}' died with {signal.Signals(-self.returncode)!r}."
            except ValueError:
                return f"Command '{self.cmd}' died with unknown signal {-self.returncode}."
        return f"Command '{self.cmd}' returned non-zero exit status {self.returncode}."


class TimeoutExpired(SubprocessError):
    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd, self.timeout, self.output, self.stderr = cmd, timeout, output, stderr
        self.args = (cmd, timeout)

    @property
    def stdout(self):
        return self.output

    def __str__(self):
        return f"Command '{self.cmd}' timed out after {self.timeout} seconds"


class CompletedProcess:
    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args, self.returncode, self.stdout, self.stderr = args, returncode, stdout, stderr

    def __repr__(self):
        parts = [f'args={self.args!r}', f'returncode={self.returncode!r}']
        if self.stdout is not None:
            parts.append(f'stdout={self.stdout!r}')
        if self.stderr is not None:
            parts.append(f'stderr={self.stderr!r}')
        return f"{type(self).__name__}({', '.join(parts)})"

    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)


class _In:
    def __init__(self, child, text):
        self._child, self._text, self.closed = child, text, False

    def write(self, data):
        self._child.write(data.encode() if self._text else data)
        return len(data)

    def flush(self):
        pass

    def close(self):
        if not self.closed:
            self.closed = True
            self._child.close_input()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


class _Out:
    def __init__(self, child, which, text):
        self._child, self._which, self._text = child, which, text
        self._buffer, self._ended, self.closed = b'', False, False

    def _fill(self):
        if self._ended:
            return False
        data = self._child.read(self._which)
        if not data:
            self._ended = True
            return False
        self._buffer += data
        return True

    def _give(self, n):
        data, self._buffer = self._buffer[:n], self._buffer[n:]
        return data.decode() if self._text else data

    def read(self, n=-1):
        while (n is None or n < 0 or len(self._buffer) < n) and self._fill():
            pass
        return self._give(len(self._buffer) if n is None or n < 0 else n)

    def readline(self):
        while b'\n' not in self._buffer and self._fill():
            pass
        return self._give(self._buffer.find(b'\n') + 1 or len(self._buffer))

    def readlines(self):
        return list(self)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def close(self):
        self.closed = True

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass


class Popen:
    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None, close_fds=True, shell=False, cwd=None,
                 env=None, universal_newlines=None, startupinfo=None, creationflags=0, restore_signals=True, start_new_session=False, pass_fds=(), *,
                 text=None, encoding=None, errors=None, **kwargs):
        self.args = args
        self._text = bool(text or universal_newlines or encoding or errors)
        if isinstance(args, (str, bytes)) or hasattr(args, '__fspath__'):
            argv = [os.fsdecode(args)]
        else:
            argv = [os.fsdecode(a) for a in args]
        if shell:
            argv = ['/bin/sh', '-c', *argv]
        number = lambda s: s if s is None or isinstance(s, int) else s if not hasattr(s, 'fileno') or s.fileno() < 0 else s.fileno()
        self._child = _subprocess.spawn(argv, dict(env) if env is not None else dict(os.environ), None if cwd is None else os.fspath(cwd), number(stdin), number(stdout), number(stderr))
        self.pid = self._child.pid()
        self.returncode = None
        self.stdin = _In(self._child, self._text) if stdin == PIPE else None
        self.stdout = _Out(self._child, 1, self._text) if stdout == PIPE else None
        self.stderr = _Out(self._child, 2, self._text) if stderr == PIPE else None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if self.stdin:
            self.stdin.close()
        self.wait()

    def __repr__(self):
        return f'<Popen: returncode: {self.returncode} args: {self.args!r}>'

    def poll(self):
        self.returncode = self._child.poll()
        return self.returncode

    def wait(self, timeout=None):
        found = self._child.wait(timeout)
        if found is None:
            raise TimeoutExpired(self.args, timeout)
        self.returncode = found
        return found

    def communicate(self, input=None, timeout=None):
        if self.stdin:
            if input:
                try:
                    self.stdin.write(input)
                except BrokenPipeError:
                    pass
            self.stdin.close()
        if timeout is not None:
            self.wait(timeout)
        errors = None
        if self.stdout and self.stderr:
            import threading
            box = []
            reader = threading.Thread(target=lambda: box.append(self.stderr.read()))
            reader.start()
            out = self.stdout.read()
            reader.join()
            errors = box[0]
        else:
            out = self.stdout.read() if self.stdout else None
            errors = self.stderr.read() if self.stderr else None
        self.wait()
        return out, errors

    def send_signal(self, sig):
        self.poll()
        if self.returncode is None:
            self._child.kill(int(sig))

    def terminate(self):
        self.send_signal(15)

    def kill(self):
        self.send_signal(9)


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    if input is not None:
        kwargs['stdin'] = PIPE
    if capture_output:
        kwargs['stdout'] = kwargs['stderr'] = PIPE
    process = Popen(*popenargs, **kwargs)
    try:
        stdout, stderr = process.communicate(input, timeout=timeout)
    except BaseException:
        process.kill()
        process.wait()
        raise
    if check and process.returncode:
        raise CalledProcessError(process.returncode, process.args, stdout, stderr)
    return CompletedProcess(process.args, process.returncode, stdout, stderr)


def call(*popenargs, timeout=None, **kwargs):
    return run(*popenargs, timeout=timeout, **kwargs).returncode


def check_call(*popenargs, **kwargs):
    run(*popenargs, check=True, **kwargs)
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


def getstatusoutput(cmd, **kwargs):
    done = run(cmd, shell=True, stdout=PIPE, stderr=STDOUT, text=True)
    return done.returncode, done.stdout.removesuffix('\n')


def getoutput(cmd, **kwargs):
    return getstatusoutput(cmd)[1]


def list2cmdline(seq):
    return ' '.join(seq)
`;
