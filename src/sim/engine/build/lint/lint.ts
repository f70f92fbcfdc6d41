// The build checks of Docker 28: remarks about a Dockerfile that builds all the same.
import { flagValue } from '../dockerfile/check.ts';
import type { Dockerfile, Instruction, Range } from '../dockerfile/node.ts';
import { isLegacyPair, readArguments, readPairs } from '../dockerfile/pairs.ts';
import type { Stages } from '../dockerfile/stages.ts';
import { expandWord } from '../dockerfile/expand.ts';

/** One remark. */
export interface Remark {
  readonly rule: string;
  readonly text: string;
  readonly range: Range;
  readonly url: string;
}

/** `# check=skip=…;error=true`. */
export function checkRules({ directives }: Dockerfile): {
  readonly skip: ReadonlySet<string>;
  readonly error: boolean;
  readonly problem: string | undefined;
} {
  const fields = new Map(
    (directives.get('check')?.value ?? '').split(';').map((field) => {
      const [name = '', value = ''] = field.trim().split('=');
      return [name.trim().toLowerCase(), value.trim()] as const;
    }),
  );
  const unknown = [...fields.keys()].find((name) => !['', 'skip', 'error', 'experimental'].includes(name));
  const skip = (fields.get('skip') ?? '').split(',').map((rule) => rule.trim());
  return {
    skip: new Set(skip.filter((rule) => rule !== '')),
    error: fields.get('error') === 'true',
    problem:
      unknown === undefined
        ? undefined
        : `failed to parse check options: invalid check option ${JSON.stringify(unknown)}`,
  };
}

const address = (rule: string): string =>
  `https://docs.docker.com/go/dockerfile/rule/${rule
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()}/`;

const secretName = /(?:^|_)(?:apikey|auth|credential|credentials|key|password|pword|passwd|secret|token)(?:_|$)/i;
const publicName = /(?:^|_)public(?:_|$)/i;

/** All remarks, in the order of the lines. */
export function lintOf(
  file: Dockerfile,
  stages: Stages,
  given: Readonly<Record<string, string>>,
  skip: ReadonlySet<string>,
): Remark[] {
  const remarks: Remark[] = [];
  const remark = (rule: string, range: Range, text: string): void => {
    if (!skip.has('all') && !skip.has(rule)) remarks.push({ rule, text, range, url: address(rule) });
  };
  for (const range of file.emptyContinuations) remark('NoEmptyContinuation', range, 'Empty continuation line');
  casing(file, remark);
  for (const { range, written, rest } of file.instructions) {
    const [, as = ''] = written.toUpperCase() === 'FROM' ? rest.split(/\s+/) : [];
    if (as !== '' && as !== as.toLowerCase() && written === written.toLowerCase())
      remark('FromAsCasing', range, `'${as}' and '${written}' keywords' casing do not match`);
    else if (as !== '' && as === as.toLowerCase() && written === written.toUpperCase())
      remark('FromAsCasing', range, `'${as}' and '${written}' keywords' casing do not match`);
  }
  const named = new Set<string>();
  for (const stage of stages.stages) {
    const { from } = stage;
    const written = from.rest.split(/\s+/)[2] ?? '';
    if (written !== stage.name) remark('StageNameCasing', from.range, `Stage name '${written}' should be lowercase`);
    if (stage.name !== '' && named.has(stage.name))
      remark('DuplicateStageName', from.range, `Duplicate stage name "${written}", stage names should be unique`);
    named.add(stage.name);
    const { platform } = stage;
    if (platform !== undefined && !platform.includes('$'))
      remark(
        'FromPlatformFlagConstDisallowed',
        from.range,
        `FROM --platform flag should not use constant value "${platform}"`,
      );
    if (platform === '$TARGETPLATFORM')
      remark(
        'RedundantTargetPlatform',
        from.range,
        'Setting platform to predefined $TARGETPLATFORM in FROM is redundant as this is the default behavior',
      );
    stageRemarks(stage.instructions, stages, given, file.escape, remark);
  }
  return remarks.sort((a, b) => a.range.start - b.range.start);
}

type Tell = (rule: string, range: Range, text: string) => void;

function casing({ instructions }: Dockerfile, remark: Tell): void {
  const lower = instructions.filter(({ written }) => written === written.toLowerCase()).length;
  const upper = instructions.filter(({ written }) => written === written.toUpperCase()).length;
  const [majority, fits] =
    lower > upper
      ? (['lowercase', (text: string) => text.toLowerCase()] as const)
      : (['uppercase', (text: string) => text.toUpperCase()] as const);
  for (const { written, range } of instructions)
    if (written !== fits(written))
      remark(
        'ConsistentInstructionCasing',
        range,
        `Command '${written}' should match the case of the command majority (${majority})`,
      );
}

function stageRemarks(
  instructions: readonly Instruction[],
  stages: Stages,
  given: Readonly<Record<string, string>>,
  escape: string,
  remark: Tell,
): void {
  const known = new Set(['PATH', ...Object.keys(given)]);
  const last = new Map<string, Instruction>();
  for (const instruction of instructions) {
    const { name, range, rest, json } = instruction;
    if (['CMD', 'ENTRYPOINT', 'HEALTHCHECK'].includes(name)) {
      const before = last.get(name);
      if (before)
        remark(
          'MultipleInstructionsDisallowed',
          before.range,
          `Multiple ${name} instructions should not be used in the same stage because only the last one will be used`,
        );
      last.set(name, instruction);
    }
    if (
      (name === 'CMD' || name === 'ENTRYPOINT') &&
      json === undefined &&
      !instructions.some((each) => each.name === 'SHELL')
    )
      remark(
        'JSONArgsRecommended',
        range,
        `JSON arguments recommended for ${name} to prevent unintended behavior related to OS signals`,
      );
    if (name === 'MAINTAINER')
      remark('MaintainerDeprecated', range, 'Maintainer instruction is deprecated in favor of using label');
    if (name === 'EXPOSE')
      for (const port of rest.split(/\s+/))
        if (/\/.*[A-Z]/.test(port))
          remark('ExposeProtoCasing', range, `Defined protocol '${port}' in EXPOSE instruction should be lowercase`);
    if (name === 'ENV' || name === 'LABEL') {
      if (isLegacyPair(rest, escape))
        remark(
          'LegacyKeyValueFormat',
          range,
          `"${name} key=value" should be used instead of legacy "${name} key value" format`,
        );
      const pairs = readPairs(instruction, escape);
      if (name === 'ENV' && typeof pairs !== 'string')
        for (const pair of pairs) {
          known.add(pair.name);
          secrets('ENV', pair.name, range, remark);
        }
    }
    if (name === 'ARG')
      for (const pair of readArguments(rest, escape)) {
        known.add(pair.name);
        secrets('ARG', pair.name, range, remark);
      }
    if (
      name === 'WORKDIR' &&
      !/^["']?(?:\/|\$)/.test(rest.trim()) &&
      !instructions.slice(0, instructions.indexOf(instruction)).some((each) => each.name === 'WORKDIR')
    )
      remark(
        'WorkdirRelativePath',
        range,
        `Relative workdir "${rest.trim()}" can have unexpected results if the base image changes`,
      );
    if (
      ['COPY', 'ADD', 'WORKDIR', 'USER', 'EXPOSE', 'VOLUME', 'STOPSIGNAL', 'LABEL', 'ENV'].includes(name) &&
      stages.stages.length > 0
    ) {
      const unset = new Set<string>();
      const flags = flagValue(instruction, 'from') ?? '';
      expandWord(`${flags} ${rest}`, {
        escape,
        lookup: (each) => (known.has(each) ? '' : undefined),
        onUnset: (each) => unset.add(each),
      });
      for (const each of unset) remark('UndefinedVar', range, `Usage of undefined variable '$${each}'`);
    }
  }
}

function secrets(instruction: string, name: string, range: Range, remark: Tell): void {
  if (secretName.test(name) && !publicName.test(name))
    remark(
      'SecretsUsedInArgOrEnv',
      range,
      `Do not use ARG or ENV instructions for sensitive data (${instruction} "${name}")`,
    );
}
