// curl_*: one request after another over the simulated network.
import type { Task } from '../../../kernel/task.ts';
import { PhpArray, PhpObject, type Value } from '../values.ts';
import { toBool, toStr, toTexts } from '../run/convert.ts';
import type { Engine } from '../run/engine.ts';
import { headerLines, request, type Fetched } from '../functions/fetch.ts';
import type { Library } from '../functions/native.ts';

interface Handle {
  readonly options: Map<number, Value>;
  errno: number;
  error: string;
  answer: Fetched | undefined;
}

const handle = (value: Value): Handle => (value as PhpObject).native as Handle;

const option = { url: 10002, back: 19913, post: 47, fields: 10015, header: 10023, method: 10036, follow: 52, head: 42, noBody: 44, agent: 10018, strict: 45, login: 10005 } as const; // prettier-ignore

function* perform(php: Engine, value: Value): Task<Value> {
  const it = handle(value);
  const get = (name: keyof typeof option): Value => it.options.get(option[name]) ?? null;
  const fields = get('fields');
  const encoded =
    fields instanceof PhpArray ? toStr(php, yield* php.call('http_build_query', [fields])) : toStr(php, fields);
  const posts = toBool(get('post')) || fields !== null;
  const given = get('header');
  const own = headerLines(given instanceof PhpArray ? toTexts(php, given).join('\n') : '');
  const headers: [string, string][] = [['Accept', '*/*']];
  if (get('agent') !== null) headers.push(['User-Agent', toStr(php, get('agent'))]);
  if (get('login') !== null)
    headers.push(['Authorization', `Basic ${toStr(php, yield* php.call('base64_encode', [get('login')]))}`]);
  if (posts && !own.some(([name]) => /^content-type$/i.test(name)))
    headers.push(['Content-Type', 'application/x-www-form-urlencoded']);
  const method = toStr(php, get('method')) || (toBool(get('noBody')) ? 'HEAD' : posts ? 'POST' : 'GET');
  const url = toStr(php, get('url'));
  const found = yield* request(php, url.includes('://') ? url : `http://${url}`, {
    method,
    headers: [...headers, ...own],
    body: posts ? encoded : '',
    follow: toBool(get('follow')),
  });
  const fail = (errno: number, error: string): Value => {
    Object.assign(it, { errno, error, answer: undefined });
    return false;
  };
  if ('failure' in found) {
    if (found.failure === 'scheme') {
      if (found.text === 'https') throw php.notSimulated('https:// in curl_exec()');
      return fail(1, `Protocol "${found.text}" not supported`);
    }
    if (found.failure === 'resolve') return fail(6, `Could not resolve host: ${found.host}`);
    if (found.failure === 'connect')
      return fail(7, `Failed to connect to ${found.host} port ${found.port} after 0 ms: Couldn't connect to server`);
    return found.failure === 'empty'
      ? fail(52, 'Empty reply from server')
      : fail(3, 'URL rejected: Malformed input to a URL function');
  }
  Object.assign(it, { errno: 0, error: '', answer: found });
  if (toBool(get('strict')) && found.head.status >= 400)
    return fail(22, `The requested URL returned error: ${found.head.status}`);
  const head = toBool(get('head'))
    ? `HTTP/1.1 ${found.head.status} ${found.head.reason}\r\n${String(found.head.headers)}\r\n`
    : '';
  if (toBool(get('back'))) return head + found.body;
  php.echo(head + found.body);
  return true;
}

function info(value: Value, wanted: number | undefined): Value {
  const { answer, options } = handle(value);
  const all: readonly (readonly [string, number, Value])[] = [
    ['url', 1_048_577, answer?.url ?? options.get(option.url) ?? ''],
    ['content_type', 1_048_594, answer?.head.headers.get('content-type') ?? null],
    ['http_code', 2_097_154, answer?.head.status ?? 0],
  ];
  if (wanted === undefined) return PhpArray.of(all.map(([name, , one]) => [name, one] as const));
  return all.find(([, number]) => number === wanted)?.[2] ?? false;
}

export const curlFunctions: Library = {
  'curl_init(?string $url = null)': (php, [url]: [(string | null)?]) => {
    const made = new PhpObject(php.needClass('__Resource'), php.newId());
    made.native = {
      options: new Map<number, Value>(url ? [[option.url, url]] : []),
      errno: 0,
      error: '',
      answer: undefined,
    } satisfies Handle;
    return made;
  },
  'curl_setopt(mixed $handle, int $option, mixed $value)': (_php, [value, name, given]: [Value, number, Value]) => {
    handle(value).options.set(name, given);
    return true;
  },
  'curl_setopt_array(mixed $handle, array $options)': (_php, [value, options]: [Value, PhpArray]) => {
    for (const [name, given] of options.entries()) handle(value).options.set(Number(name), given);
    return true;
  },
  *'curl_exec(mixed $handle)'(php, [value]: [Value]) {
    return yield* perform(php, value);
  },
  'curl_error(mixed $handle)': (_php, [value]: [Value]) => handle(value).error,
  'curl_errno(mixed $handle)': (_php, [value]: [Value]) => handle(value).errno,
  'curl_getinfo(mixed $handle, ?int $option = null)': (_php, [value, wanted]: [Value, (number | null)?]) =>
    info(value, wanted ?? undefined),
  'curl_close(mixed $handle)': () => null,
  'curl_reset(mixed $handle)': (_php, [value]: [Value]) => {
    handle(value).options.clear();
    return null;
  },
};
