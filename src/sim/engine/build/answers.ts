// What `--call=check|outline|targets,format=json` answers: BuildKit's subrequest results as JSON.
import type { Range } from './dockerfile/node.ts';
import type { Stage } from './dockerfile/stages.ts';
import type { Remark } from './lint/lint.ts';
import { about, argumentsOf, mountsOf } from './outline.ts';
import type { Builder } from './builder.ts';
import { encodeBase64 } from '../../kernel/base64.ts';

/** What each rule is for, as BuildKit tells it. */
const descriptions: Readonly<Record<string, string>> = {
  ConsistentInstructionCasing: 'All commands within the Dockerfile should use the same casing (either upper or lower)',
  CopyIgnoredFile: 'Attempting to Copy file that is excluded by .dockerignore',
  DuplicateStageName: 'Stage names should be unique',
  ExposeInvalidFormat:
    'IP address and host-port mapping should not be used in EXPOSE instruction. This will become an error in a future release',
  ExposeProtoCasing: 'Protocol in EXPOSE instruction should be lowercase',
  FromAsCasing: "The 'as' keyword should match the case of the 'from' keyword",
  FromPlatformFlagConstDisallowed: 'FROM --platform flag should not use a constant value',
  InvalidDefaultArgInFrom: 'Default value for global ARG results in an empty or invalid base image name',
  InvalidDefinitionDescription:
    'Comment for build stage or argument should follow the format: `# <arg/stage name> <description>`. If this is not intended to be a description comment, add an empty line or comment between the instruction and the comment.',
  JSONArgsRecommended:
    'JSON arguments recommended for ENTRYPOINT/CMD to prevent unintended behavior related to OS signals',
  LegacyKeyValueFormat: 'Legacy key/value format with whitespace separator should not be used',
  MaintainerDeprecated: 'The MAINTAINER instruction is deprecated, use a label instead to define an image author',
  MultipleInstructionsDisallowed: 'Multiple instructions of the same type should not be used in the same stage',
  NoEmptyContinuation: 'Empty continuation lines will become errors in a future release',
  RedundantTargetPlatform:
    'Setting platform to predefined $TARGETPLATFORM in FROM is redundant as this is the default behavior',
  ReservedStageName: 'Reserved words should not be used as stage names',
  SecretsUsedInArgOrEnv: 'Sensitive data should not be used in the ARG or ENV commands',
  StageNameCasing: 'Stage names should be lowercase',
  UndefinedArgInFrom: 'FROM command must use declared ARGs',
  UndefinedVar: 'Variables should be defined before their use',
  WorkdirRelativePath:
    'Relative workdir without an absolute workdir declared within the build can have unexpected results if the base image changes',
};

const location = ({ start, end }: Range): object => ({
  location: { ranges: [{ start: { line: start }, end: { line: end } }] },
});

const base64 = (text: string): string => encodeBase64(new TextEncoder().encode(text));

const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** The remarks; where the source comes from, which BuildKit adds in its own encoding, is left out. */
export function checkJson(remarks: readonly Remark[], filename: string, text: string): string {
  return json({
    ...(remarks.length === 0
      ? {}
      : {
          warnings: remarks.map(({ rule, text: detail, range, url }) => ({
            ruleName: rule,
            description: descriptions[rule] ?? '',
            url,
            detail,
            ...location(range),
          })),
        }),
    sources: [{ filename, data: base64(text), language: 'Dockerfile' }],
  });
}

/** The stages. */
export function targetsJson(stages: readonly Stage[], text: string): string {
  const targets = stages.map(({ name, base, from }, index) => {
    const description = name === '' ? '' : about(from, name);
    return {
      ...(name === '' ? {} : { name }),
      ...(index === stages.length - 1 ? { default: true } : {}),
      ...(description === '' ? {} : { description }),
      base,
      ...location(from.range),
    };
  });
  return json({ targets, sources: [base64(text)] });
}

/** What the stage of a target can be given. */
export function outlineJson(builder: Builder, target: Stage, stages: readonly Stage[], text: string): string {
  const args = argumentsOf(builder, stages).map(({ name, value, description, range }) => ({
    name,
    ...(description === '' ? {} : { description }),
    ...(value === '' ? {} : { value }),
    ...location(range),
  }));
  const mounted = (type: string): object[] =>
    mountsOf(stages, type).map(({ id, required, range }) => ({
      name: id,
      ...(required ? { required } : {}),
      ...location(range),
    }));
  const [secrets, ssh] = [mounted('secret'), mounted('ssh')];
  const description = target.name === '' ? '' : about(target.from, target.name);
  return json({
    ...(target.name === '' ? {} : { name: target.name }),
    ...(description === '' ? {} : { description }),
    ...(args.length > 0 ? { args } : {}),
    ...(secrets.length > 0 ? { secrets } : {}),
    ...(ssh.length > 0 ? { ssh } : {}),
    sources: [base64(text)],
  });
}
