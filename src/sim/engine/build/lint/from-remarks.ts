// Remarks about FROM: names of stages, platforms, arguments in the name of the base.
import { parseReference } from '../../../oci/reference.ts';
import { expandWord } from '../dockerfile/expand.ts';
import type { Stage } from '../dockerfile/stages.ts';
import { suggestion } from '../dockerfile/suggest.ts';
import type { LintInput, Tell } from './lint.ts';

/** Arguments that FROM has without being told. */
const predefined = [
  'BUILDPLATFORM', 'BUILDOS', 'BUILDOSVERSION', 'BUILDARCH', 'BUILDVARIANT', 'TARGETPLATFORM', 'TARGETOS',
  'TARGETOSVERSION', 'TARGETARCH', 'TARGETVARIANT', 'TARGETSTAGE',
]; // prettier-ignore

/** All of them, stage by stage. */
export function fromRemarks(input: LintInput, tell: Tell): void {
  const named = new Set<string>();
  for (const stage of input.stages.stages) {
    nameRemarks(stage, named, tell);
    named.add(stage.name);
  }
  for (const stage of input.stages.stages) {
    platformRemarks(stage, tell);
    argumentRemarks(stage, input, tell);
  }
}

function nameRemarks({ from, name }: Stage, named: ReadonlySet<string>, tell: Tell): void {
  const { range, written } = from;
  const [, as = '', asWritten = ''] = from.rest.split(/\s+/);
  if (asWritten !== name) tell('StageNameCasing', range, `Stage name '${asWritten}' should be lowercase`);
  const small = as === as.toLowerCase();
  const large = as === as.toUpperCase();
  if (as !== '' && ((written === written.toLowerCase() && !small) || (written === written.toUpperCase() && !large)))
    tell('FromAsCasing', range, `'${as}' and '${written}' keywords' casing do not match`);
  if (name === 'scratch' || name === 'context')
    tell('ReservedStageName', range, `Stage name should not use the same name as reserved stage "${name}"`);
  if (name !== '' && named.has(name))
    tell('DuplicateStageName', range, `Duplicate stage name "${name}", stage names should be unique`);
}

function platformRemarks({ from: { range }, platform, name }: Stage, tell: Tell): void {
  if (platform === undefined) return;
  const architecture = platform.split('/')[1] ?? platform;
  if (!platform.includes('$')) {
    // A stage that is named for its platform means it.
    if (!name.includes(platform.split('/')[0] ?? '') && !name.includes(architecture))
      tell(
        'FromPlatformFlagConstDisallowed',
        range,
        `FROM --platform flag should not use constant value "${platform}"`,
      );
  } else if (/^\$(?:TARGETPLATFORM|\{TARGETPLATFORM\})$/.test(platform))
    tell(
      'RedundantTargetPlatform',
      range,
      `Setting platform to predefined ${platform} in FROM is redundant as this is the default behavior`,
    );
}

function argumentRemarks({ from, base, platform }: Stage, { file, stages, given }: LintInput, tell: Tell): void {
  const declared = new Map<string, string | undefined>(predefined.map((name) => [name, 'x']));
  const defaults = new Map<string, string>();
  for (const { pair } of stages.globals) {
    declared.set(pair.name, given[pair.name] ?? pair.value);
    if (pair.value !== undefined) {
      const value = expandWord(pair.value, { escape: file.escape, lookup: (name) => defaults.get(name) });
      if ('word' in value) defaults.set(pair.name, value.word);
    }
  }
  if (base.includes('$')) {
    const plain = expandWord(base, { escape: file.escape, lookup: (name) => defaults.get(name) });
    const word = 'word' in plain ? plain.word : '';
    if (word === '' || !parseReference(word).ok) invalidDefault(from.range, base, tell);
  } else if (base !== 'scratch' && !parseReference(base).ok) invalidDefault(from.range, base, tell);
  const seen = new Set<string>();
  for (const text of [base, platform ?? ''])
    expandWord(text, {
      escape: file.escape,
      lookup: (name) => (declared.has(name) ? (declared.get(name) ?? '') : undefined),
      onUnset: (name) => seen.add(name),
    });
  for (const name of seen)
    tell(
      'UndefinedArgInFrom',
      from.range,
      `FROM argument '${name}' is not declared${suggestion(name, [...declared.keys()])}`,
    );
}

const invalidDefault = (range: Stage['from']['range'], base: string, tell: Tell): void => {
  tell('InvalidDefaultArgInFrom', range, `Default value for ARG ${base} results in empty or invalid base image name`);
};
