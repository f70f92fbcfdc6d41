// `sys`: what a program may know of the interpreter that runs it.
import { streamFile } from '../builtins/files.ts';
import { recordClass } from '../objects/record-class.ts';
import { repr } from '../objects/text.ts';
import { float, frozensetType, list, moduleType, tuple } from '../objects/types.ts';
import { type PyException, PyModule, PySet, PyTuple, type Value } from '../objects/values.ts';
import { getAttribute } from '../run/attributes.ts';
import { addTo } from '../run/containers.ts';
import type { Interpreter } from '../run/interpreter.ts';
import { frameObject, liveDict } from '../run/special.ts';
import type { Thread } from '../run/thread.ts';
import { formatException } from '../run/traceback.ts';
import { addFunctions, addValues } from './native.ts';
import { standardModules } from './standard.ts';

/** What `sys` says about the interpreter. */
export interface Installation {
  /** `3.12.7` */
  readonly version: string;
  /** What stands behind it in `sys.version`. */
  readonly build: string;
  readonly executable: string;
  readonly prefix: string;
  readonly basePrefix: string;
  /** `sys.path` without the program's own folder. */
  readonly path: readonly string[];
}

const versionInfo = recordClass('sys.version_info', ['major', 'minor', 'micro', 'releaselevel', 'serial']);
const flags = recordClass('sys.flags', [
  'debug', 'inspect', 'interactive', 'optimize', 'dont_write_bytecode', 'no_user_site', 'no_site', 'ignore_environment', 'verbose',
  'bytes_warning', 'quiet', 'hash_randomization', 'isolated', 'dev_mode', 'utf8_mode', 'warn_default_encoding', 'safe_path',
  'int_max_str_digits',
]); // prettier-ignore
const floatInfo = recordClass('sys.float_info', ['max', 'epsilon', 'dig', 'mant_dig', 'min']);

/** Fills `sys`. */
export function fillSys(
  interpreter: Interpreter,
  thread: Thread,
  argv: readonly string[],
  installation: Installation,
): void {
  const { process, sys } = interpreter;
  const [major = 3, minor = 12, micro = 0] = installation.version.split('.').map(Number);
  const streams = {
    stdin: streamFile('<stdin>', 'r', process.descriptors.get(0)),
    stdout: streamFile('<stdout>', 'w', process.descriptors.get(1), interpreter.stdout),
    stderr: streamFile('<stderr>', 'w', process.descriptors.get(2), interpreter.stderr),
  };
  const names = new PySet(frozensetType);
  for (const name of standardModules) addTo(thread, names, name);
  addValues(sys, {
    __name__: 'sys',
    argv: list([...argv]),
    path: list([...installation.path]),
    version: `${installation.version} ${installation.build}`,
    version_info: versionInfo.make([major, minor, micro, 'final', 0]),
    hexversion: major * 0x1000000 + minor * 0x10000 + micro * 0x100 + 0xf0,
    api_version: 1013,
    implementation: implementation(major, minor, micro),
    platform: 'linux',
    byteorder: 'little',
    maxsize: 9223372036854775807n,
    maxunicode: 0x10ffff,
    executable: installation.executable,
    prefix: installation.prefix,
    exec_prefix: installation.prefix,
    base_prefix: installation.basePrefix,
    base_exec_prefix: installation.basePrefix,
    platlibdir: 'lib',
    orig_argv: list([...process.argv]),
    copyright: 'Copyright (c) Python Software Foundation.',
    dont_write_bytecode: true,
    flags: flags.make([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, false, 0, 0, false, 4300]),
    float_info: floatInfo.make([
      float(1.7976931348623157e308),
      float(2 ** -52),
      15,
      53,
      float(2.2250738585072014e-308),
    ]),
    stdlib_module_names: names,
    builtin_module_names: tuple(['_io', 'builtins', 'sys', 'time']),
    modules: liveDict(interpreter.modules),
    ...streams,
    ...Object.fromEntries(Object.entries(streams).map(([name, stream]) => [`__${name}__`, stream])),
    warnoptions: list([]),
    meta_path: list([]),
    path_hooks: list([]),
  });
  addFunctions(sys, {
    exit: (inner, [code]) => {
      throw inner.error('SystemExit', ...(code === undefined ? [] : [code]));
    },
    getrecursionlimit: () => interpreter.recursionLimit,
    setrecursionlimit: (_inner, [limit]) => {
      interpreter.recursionLimit = Number(limit);
      return null;
    },
    getsizeof: (_inner, [value]) =>
      typeof value === 'string' ? 49 + value.length : value instanceof PyTuple ? 40 + 8 * value.items.length : 56,
    getrefcount: () => 2,
    getdefaultencoding: () => 'utf-8',
    getfilesystemencoding: () => 'utf-8',
    intern: (_inner, [text]) => text,
    getswitchinterval: () => float(0.005),
    exc_info: (inner) => {
      const handled = inner.handled();
      return tuple(handled ? [handled.cls, handled, interpreter.traceback(handled)] : [null, null, null]);
    },
    exception: (inner) => inner.handled() ?? null,
    _getframe: (inner, [depth = 0]) => {
      let frame = inner.frame;
      for (let left = Number(depth); left > 0; left--) frame = frame?.back;
      if (!frame) throw inner.error('ValueError', 'call stack is not deep enough');
      return frameObject(frame);
    },
    settrace: () => null,
    *displayhook(inner, [value]) {
      if (value === null) return null;
      interpreter.builtins.set('_', value);
      const stream = sys.get('stdout');
      yield* inner.call(yield* getAttribute(inner, stream, 'write'), [`${yield* repr(inner, value)}\n`]);
      return null;
    },
    *excepthook(inner, [, exception]) {
      yield* inner.callMethod(sys.get('stderr'), 'write', yield* formatException(inner, exception as PyException));
      return null;
    },
  });
  sys.set('__excepthook__', sys.get('excepthook'));
  sys.set('__displayhook__', sys.get('displayhook'));
  interpreter.modules.set('sys', new PyModule(moduleType, 'sys', sys));
  interpreter.modules.set('builtins', new PyModule(moduleType, 'builtins', interpreter.builtins));
}

function implementation(major: number, minor: number, micro: number): Value {
  const made = recordClass('types.SimpleNamespace', ['name', 'cache_tag', 'version']);
  return made.make(['cpython', `cpython-${major}${minor}`, versionInfo.make([major, minor, micro, 'final', 0])]);
}
