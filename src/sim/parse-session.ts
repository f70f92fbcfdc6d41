// Reads a session that was saved or comes from elsewhere: whatever it claims, what is replayed is valid and bounded.
import type { BrowserAct, EditorAct, FileChange, TextPart } from './kernel/log.ts';
import { mostSent, mostWritten, sessionVersion, type Session, type TimedInput } from './session.ts';

/** Bounds on what a session from elsewhere may hold, so that none can keep the page busy for long. */
const most = { inputs: 100_000, characters: 2_000_000, until: 30 * 24 * 3_600_000 };

/** Checks a value that claims to be a session. Returns it, or in one sentence why it is none. */
export function parseSession(value: unknown): Session | { readonly problem: string } {
  if (typeof value !== 'object' || value === null) return { problem: 'This is not a Drydock session.' };
  const { version, seed, epoch, inputs, until } = value as Partial<Record<keyof Session, unknown>>;
  if (typeof version !== 'number') return { problem: 'This is not a Drydock session.' };
  if (version !== sessionVersion)
    return { problem: `This session has version ${version}; version ${sessionVersion} can be read.` };
  if (typeof seed !== 'string' || seed.length > 200) return { problem: 'The session has no valid seed.' };
  if (typeof epoch !== 'number' || !Number.isFinite(epoch)) return { problem: 'The session has no valid start time.' };
  if (typeof until !== 'number' || !(until >= 0 && until <= most.until))
    return { problem: 'The session has no valid end time.' };
  if (!Array.isArray(inputs) || inputs.length > most.inputs)
    return { problem: 'The session has no valid list of inputs.' };
  const checked: TimedInput[] = [];
  let last = 0;
  let characters = 0;
  let written = 0;
  for (const candidate of inputs as unknown[]) {
    const input = parseInput(candidate);
    if (!input || input.t < last || input.t > until)
      return { problem: `Input ${checked.length + 1} of the session is not valid.` };
    last = input.t;
    if (input.kind === 'type') characters += input.data.length;
    if ('text' in input) written += input.text.length;
    else if ('form' in input) written += input.form.body.length;
    checked.push(input);
  }
  if (characters > most.characters || written > mostWritten.inAll)
    return { problem: 'The session holds more text than can be replayed.' };
  return { version, seed, epoch, inputs: checked, until };
}

function parseInput(value: unknown): TimedInput | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { t, kind, terminal, data, columns, rows, action, host, digest, name, access, machine } = value as Record<
    string,
    unknown
  >;
  if (typeof t !== 'number' || !(t >= 0)) return undefined;
  if (kind === 'daemon')
    return action === 'start' || action === 'stop' || action === 'restart' ? { t, kind, action } : undefined;
  if (kind === 'registry') {
    if (typeof host !== 'string' || host.length > 200) return undefined;
    if (action === 'limit' || action === 'recover' || action === 'cut' || action === 'restore')
      return { t, kind, host, action };
    const changes = action === 'tamper' || action === 'mend';
    return changes && typeof digest === 'string' && digest.length < 200 ? { t, kind, host, action, digest } : undefined;
  }
  if (kind === 'machine') {
    if (!isMachineName(name)) return undefined;
    if (action === 'remove') return { t, kind, action, name };
    const known = access === 'ssh' || access === 'tcp' || access === 'tls';
    return action === 'add' && known ? { t, kind, action, name, access } : undefined;
  }
  if (kind === 'files') {
    const change = parseFileChange(value as Record<string, unknown>);
    return change && { t, kind, ...change };
  }
  if (kind === 'editor') {
    const act = parseEditorAct(value as Record<string, unknown>);
    return act && { t, kind, ...act };
  }
  if (kind === 'browser') {
    const act = parseBrowserAct(value as Record<string, unknown>);
    return act && { t, kind, ...act };
  }
  if (typeof terminal !== 'string' || !/^[\w-]{1,40}$/.test(terminal)) return undefined;
  if (kind === 'type') return typeof data === 'string' ? { t, kind, terminal, data } : undefined;
  if (kind === 'close') return { t, kind, terminal };
  if (kind !== 'open' && kind !== 'resize') return undefined;
  if (!isSize(columns) || !isSize(rows)) return undefined;
  if (kind === 'resize' || machine === undefined) return { t, kind, terminal, columns, rows };
  return isMachineName(machine) ? { t, kind, terminal, columns, rows, machine } : undefined;
}

function parseFileChange({
  action,
  path,
  to,
  text,
  encoding,
  mode,
  part,
}: Record<string, unknown>): FileChange | undefined {
  if (!isPath(path)) return undefined;
  if (action === 'make-directory' || action === 'remove') return { action, path };
  if (action === 'rename') return isPath(to) ? { action, path, to } : undefined;
  if (action !== 'write' || !isText(text)) return undefined;
  const parsed = parsePart(part);
  if (parsed === null || (encoding !== undefined && encoding !== 'base64')) return undefined;
  if (mode !== undefined && !isBelow(mode, 0o7777)) return undefined;
  return {
    action,
    path,
    text,
    ...(encoding === undefined ? {} : { encoding }),
    ...(mode === undefined ? {} : { mode }),
    ...(parsed ? { part: parsed } : {}),
  };
}

function parseEditorAct({ action, editor, text, part }: Record<string, unknown>): EditorAct | undefined {
  if (action === 'offer') return { action };
  if (typeof editor !== 'string' || editor.length > 200) return undefined;
  if (action === 'close') return { action, editor };
  const parsed = parsePart(part);
  if (action !== 'save' || !isText(text) || parsed === null) return undefined;
  return { action, editor, text, ...(parsed ? { part: parsed } : {}) };
}

function parseBrowserAct({ action, by, url, linked, form }: Record<string, unknown>): BrowserAct | undefined {
  if (action === 'reload' || action === 'stop') return { action };
  if (action === 'go') return Number.isInteger(by) ? { action, by: by as number } : undefined;
  if (action !== 'visit' || typeof url !== 'string' || url.length > mostSent.url) return undefined;
  const link = linked === true ? ({ linked: true } as const) : {};
  if (form === undefined) return { action, url, ...link };
  const { type, body } = (form ?? {}) as Record<string, unknown>;
  if (typeof type !== 'string' || type.length > 200 || typeof body !== 'string' || body.length > mostSent.body)
    return undefined;
  return { action, url, ...link, form: { type, body } };
}

/** Null for what is no part. */
function parsePart(value: unknown): TextPart | undefined | null {
  if (value === undefined) return undefined;
  if (typeof value !== 'object' || value === null) return null;
  const { start, end, check } = value as Record<string, unknown>;
  if (!isBelow(end, mostWritten.inAll) || !isBelow(start, end) || !isBelow(check, 2 ** 32)) return null;
  return { start, end, check };
}

const isBelow = (value: unknown, limit: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= limit;

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= mostWritten.once;

/** An absolute path without `.` and `..`, as the page names files. */
const isPath = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= 4096 && /^(\/(?!\.{1,2}(\/|$))[^/\0]+)+$/.test(value);

/** Whether a machine may have this name: a label of a host name (RFC 1123) of up to 30 characters. */
export const isMachineName = (value: unknown): value is string =>
  typeof value === 'string' && /^[a-z](?:[a-z0-9-]{0,28}[a-z0-9])?$/.test(value);

const isSize = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 1000;
