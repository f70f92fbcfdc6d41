// `source:target:options` of a service's volume, in the long form.
import { Fault } from './fault.ts';
import type { Mapping, Tree } from './tree.ts';

const propagations = ['rprivate', 'private', 'rshared', 'shared', 'rslave', 'slave'];

/** Whether the source of a volume is a path of the host, not the name of a volume. */
const isPath = (source: string): boolean =>
  /^[./~]/.test(source) || source.startsWith('\\\\') || /^[a-zA-Z]:/.test(source);

/** Reads the short form. */
export function parseVolume(text: string): Mapping | Fault {
  if (text === '') return new Fault('invalid empty volume spec');
  if (text.length <= 2) return { type: 'volume', target: text };
  const fields = splitFields(text);
  const wrong = (why: string): Fault => new Fault(`invalid spec: ${text}: ${why}`);
  if (fields.some((field, at) => field === '' && at < 3)) return wrong('empty section between colons');
  if (fields.length > 3) return wrong('too many colons');
  const [first = '', second, options = ''] = fields;
  const source = second === undefined ? '' : first;
  const target = second ?? first;
  const flags = options === '' ? [] : options.split(',');
  const bind: Record<string, Tree> = {};
  for (const flag of flags) {
    if (propagations.includes(flag)) bind['propagation'] = flag;
    if (flag === 'z' || flag === 'Z') bind['selinux'] = flag;
  }
  const readOnly = flags.findLast((flag) => flag === 'ro' || flag === 'rw') === 'ro';
  const common = { ...(source === '' ? {} : { source }), target, ...(readOnly ? { read_only: true } : {}) };
  if (source !== '' && isPath(source)) return { type: 'bind', ...common, bind: { ...bind, create_host_path: true } };
  return {
    type: 'volume',
    ...common,
    ...(Object.keys(bind).length > 0 ? { bind } : {}),
    volume: flags.includes('nocopy') ? { nocopy: true } : {},
  };
}

/** Splits at colons, but for those of a drive letter and those inside `${…}`. */
function splitFields(text: string): string[] {
  const fields: string[] = [];
  let field = '';
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '$' && text[at + 1] === '{') depth++;
    if (character === '}' && depth > 0) depth--;
    if (character === ':' && depth === 0 && !/^[a-zA-Z]$/.test(field)) {
      fields.push(field);
      field = '';
    } else field += character;
  }
  return [...fields, field];
}
