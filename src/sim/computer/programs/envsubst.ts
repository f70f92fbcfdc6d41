// envsubst(1) of gettext: puts the values of environment variables into a text.
import { applet } from './invocation.ts';
import { decodeText, readAll } from './text.ts';

const references = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/g;

/** `envsubst` */
export const envsubst = applet(
  {
    name: 'envsubst',
    short: 'vhV',
    long: { variables: 'v' },
    usage: '[OPTION] [SHELL-FORMAT]',
    about: 'Substitutes the values of environment variables.',
    version: 'GNU gettext-runtime) 0.21',
  },
  function* (run) {
    const [format, extra] = run.operands;
    if (extra !== undefined) return yield* run.die('too many arguments');
    const named = format === undefined ? undefined : [...format.matchAll(references)].map((match) => match[1] ?? match[2] ?? '');
    if (run.options.has('v')) {
      if (named === undefined) return yield* run.die('missing arguments');
      yield* run.print(named.map((name) => `${name}\n`).join(''));
      return 0;
    }
    const input = yield* run.open('-');
    if (!input) return 1;
    const text = decodeText(yield* readAll(input, run.process));
    input.release();
    yield* run.print(
      text.replace(references, (whole, plain: string | undefined, braced: string | undefined) => {
        const name = plain ?? braced ?? '';
        return named === undefined || named.includes(name) ? (run.process.env.get(name) ?? '') : whole;
      }),
    );
    return 0;
  },
); // prettier-ignore
