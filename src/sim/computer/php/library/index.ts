// All that PHP brings: functions by name, classes by name, constants; what each extension adds.
import { compile } from '../compiler/compile.ts';
import { mysqlFunctions } from '../extensions/mysql.ts';
import { curlFunctions } from '../extensions/curl.ts';
import { arrays } from '../functions/arrays.ts';
import { callbacks } from '../functions/callbacks.ts';
import { classFunctions } from '../functions/classes.ts';
import { dates } from '../functions/dates.ts';
import { environment } from '../functions/environment.ts';
import { files } from '../functions/files.ts';
import { hashes } from '../functions/hashes.ts';
import { json } from '../functions/json.ts';
import { math } from '../functions/math.ts';
import { functionsOf } from '../functions/native.ts';
import { preg } from '../functions/preg.ts';
import { printfFunctions } from '../functions/printf.ts';
import { show } from '../functions/show.ts';
import { streams } from '../functions/streams.ts';
import { strings } from '../functions/strings.ts';
import { web } from '../functions/web.ts';
import type { FunctionInfo } from '../run/class-info.ts';
import type { Engine, Standard } from '../run/engine.ts';
import { Frame } from '../run/frame.ts';
import { noFunction } from '../run/objects.ts';
import { standardConstant } from './constants.ts';
import { core } from './core.ts';
import { databaseClasses } from './database.ts';
import { dateClasses } from './dates.ts';
import { isKnownClass, isKnownFunction } from './known.ts';
import { spl } from './spl.ts';
import { writtenFunctions } from './written.ts';

const functions = functionsOf(
  arrays, callbacks, classFunctions, curlFunctions, dates, environment, files, hashes, json, math, mysqlFunctions, preg, printfFunctions, show,
  streams, strings, web,
); // prettier-ignore

/** The extension that functions and classes belong to, where it may be missing. */
const owners: readonly (readonly [pattern: RegExp, extension: string])[] = [
  [/^mysqli/, 'mysqli'],
  [/^curl_/, 'curl'],
  [/^mb_/, 'mbstring'],
  [/^pcntl_/, 'pcntl'],
];

const isThere = (name: string, php: Engine): boolean =>
  owners.every(([pattern, extension]) => !pattern.test(name) || php.around.extensions.has(extension));

const isQuick = (name: string): boolean => {
  const found = functions.get(name.toLowerCase());
  return found !== undefined && !found().waits;
};

/** Classes of PHP's own, by the source that declares them. */
const sources: readonly (readonly [source: string, pattern: RegExp])[] = [
  [core, /^/],
  [spl, /^(?:array(?:iterator|object)|spl\w+|\w*iterator)$/],
  [dateClasses, /^date\w+$/],
  [databaseClasses, /^(?:mysqli\w*|pdo\w*)$/],
];

function declare(php: Engine, name: string): boolean {
  if (!isThere(name, php) || (name.startsWith('pdo') && !php.around.extensions.has('pdo'))) return false;
  const done = (php.kept.get('declared') as Set<string> | undefined) ?? new Set<string>();
  php.kept.set('declared', done);
  for (const [source, pattern] of sources) {
    if (done.has(source) || !pattern.test(name)) continue;
    done.add(source);
    runSource(php, source);
    if (php.classes.has(name)) return true;
  }
  return false;
}

/** Names of the functions that are written in PHP. */
const written = new Set([...writtenFunctions.matchAll(/^function &?(\w+)\(/gm)].map(([, name = '']) => name));

/** Declares the functions that are written in PHP, and gives one of them. */
function declareWritten(php: Engine, name: string): FunctionInfo | undefined {
  if (!written.has(name) || !isThere(name, php) || php.kept.has('written')) return undefined;
  php.kept.set('written', true);
  runSource(php, writtenFunctions);
  return php.functions.get(name);
}

function runSource(php: Engine, source: string): void {
  const { frame } = php;
  const unit = compile(source, '', isQuick);
  php.frame = new Frame(php, noFunction, {});
  try {
    unit.hoist(php.frame);
    php.atOnce(unit.run(php.frame));
  } finally {
    php.frame = frame;
  }
}

export const standard: Standard = {
  functionNamed: (name, php) => {
    const found = functions.get(name);
    return found ? (isThere(name, php) ? found() : undefined) : declareWritten(php, name);
  },
  isKnown: isKnownFunction,
  isKnownClass,
  declare,
  constant: standardConstant,
  compile: (source, file) => compile(source, file, isQuick),
};
