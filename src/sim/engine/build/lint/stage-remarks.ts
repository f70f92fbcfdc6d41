// Remarks about the instructions of a stage.
import { expandWord } from '../dockerfile/expand.ts';
import { flagValue } from '../dockerfile/check.ts';
import type { Instruction } from '../dockerfile/node.ts';
import { isLegacyPair, readArguments, readPairs } from '../dockerfile/pairs.ts';
import type { Stage, Stages } from '../dockerfile/stages.ts';
import { suggestion } from '../dockerfile/suggest.ts';
import type { Tell } from './lint.ts';

/** What a stage knows as far as it has been read; the next one on it begins with that. */
export interface Known {
  readonly names: Set<string>;
  readonly variables: Map<string, string>;
  workdirSet: boolean;
  shellSet: boolean;
}

/** What the file says around the stage. */
export interface Around {
  readonly escape: string;
  /** False: the stage is not built, so that only its text is looked at. */
  readonly needed: boolean;
  readonly globals: Stages['globals'];
  readonly given: Readonly<Record<string, string>>;
}

const secretName = /(?:^|_)(?:apikey|auth|credential|credentials|key|password|pword|passwd|secret|token)(?:_|$)/i;
const publicName = /(?:^|_)public(?:_|$)/i;

/** All of them. */
export function stageRemarks({ instructions }: Stage, known: Known, around: Around, tell: Tell): void {
  const last = new Map<string, Instruction>();
  for (const instruction of instructions) {
    const { name, range, rest } = instruction;
    switch (name) {
      case 'CMD':
      case 'ENTRYPOINT':
        if (around.needed && instruction.json === undefined && !known.shellSet)
          tell(
            'JSONArgsRecommended',
            range,
            `JSON arguments recommended for ${name} to prevent unintended behavior related to OS signals`,
          );
        break;
      case 'SHELL':
        known.shellSet = true;
        break;
      case 'MAINTAINER':
        tell('MaintainerDeprecated', range, 'Maintainer instruction is deprecated in favor of using label');
        break;
      case 'EXPOSE':
        if (around.needed) exposeRemarks(instruction, tell);
        break;
      case 'ENV':
      case 'LABEL':
        if (isLegacyPair(rest, around.escape))
          tell(
            'LegacyKeyValueFormat',
            range,
            `"${name} key=value" should be used instead of legacy "${name} key value" format`,
          );
        break;
      default:
    }
    if (name === 'CMD' || name === 'ENTRYPOINT' || name === 'HEALTHCHECK') {
      const before = last.get(name);
      if (before && around.needed)
        tell(
          'MultipleInstructionsDisallowed',
          before.range,
          `Multiple ${name} instructions should not be used in the same stage because only the last one will be used`,
        );
      last.set(name, instruction);
    }
    if (around.needed) variableRemarks(instruction, known, around, tell);
    declare(instruction, known, around, tell);
  }
}

function exposeRemarks({ rest, range }: Instruction, tell: Tell): void {
  for (const port of rest.split(/\s+/)) {
    if (/\/.*[A-Z]/.test(port))
      tell('ExposeProtoCasing', range, `Defined protocol '${port}' in EXPOSE instruction should be lowercase`);
    if (port.includes(':') && !port.includes('$'))
      tell(
        'ExposeInvalidFormat',
        range,
        `EXPOSE instruction should not define an IP address or host-port mapping, found '${port}'`,
      );
  }
}

/** What an instruction declares, and what it says too much of. */
function declare(instruction: Instruction, known: Known, around: Around, tell: Tell): void {
  const { escape, globals, given, needed } = around;
  const { name, range, rest } = instruction;
  if (name !== 'ARG' && name !== 'ENV') return;
  const pairs = name === 'ARG' ? readArguments(rest, escape) : readPairs(instruction, escape);
  if (typeof pairs === 'string') return;
  for (const pair of pairs) {
    if (needed && secretName.test(pair.name) && !publicName.test(pair.name))
      tell(
        'SecretsUsedInArgOrEnv',
        range,
        `Do not use ARG or ENV instructions for sensitive data (${name} "${pair.name}")`,
      );
    known.names.add(pair.name);
    const outer = globals.find((each) => each.pair.name === pair.name)?.pair.value;
    const value = expandWord(given[pair.name] ?? pair.value ?? outer ?? '', {
      escape,
      lookup: (each) => known.variables.get(each),
    });
    if ('word' in value) known.variables.set(pair.name, value.word);
  }
}

const expands = new Set(['ADD', 'COPY', 'ENV', 'LABEL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR']);

function variableRemarks(instruction: Instruction, known: Known, { escape }: Around, tell: Tell): void {
  const { name, range, rest } = instruction;
  if (!expands.has(name)) return;
  const flags = ['chown', 'chmod', 'from'].map((flag) => flagValue(instruction, flag) ?? '').join(' ');
  const words = expandWord(`${flags} ${rest}`, {
    escape,
    lookup: (each) => known.variables.get(each) ?? (known.names.has(each) ? '' : undefined),
    onUnset: (each) => {
      tell(
        'UndefinedVar',
        range,
        `Usage of undefined variable '$${each}'${suggestion(
          `$${each}`,
          [...known.names].map((one) => `$${one}`),
        )}`,
      );
    },
  });
  if (name !== 'WORKDIR') return;
  const path = 'word' in words ? words.word.trim() : '';
  if (!path.startsWith('/') && !known.workdirSet)
    tell(
      'WorkdirRelativePath',
      range,
      `Relative workdir "${path}" can have unexpected results if the base image changes`,
    );
  known.workdirSet = true;
}
