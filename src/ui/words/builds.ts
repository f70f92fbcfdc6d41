// A build in words: what was read, and for each step of the Dockerfile whether it ran or was reused, why, and what it made.
import { humanSize } from '../../sim/cli/format/units.ts';
import type { BuildCacheRecord, BuildRecord, BuildStep } from '../../sim/engine/build/build-record.ts';
import type { ChangeEntry } from '../../sim/kernel/log.ts';
import { changeInWords, lineOf } from '../build/build-words.ts';
import { countOf } from './messages/row.ts';
import { familiar, short } from './names.ts';
import { say, type Part } from './sentence.ts';

/** What is said, and whether it is a failure. */
export interface BuildSentence {
  readonly parts: readonly Part[];
  readonly bad: boolean;
}

const good = (parts: readonly Part[]): BuildSentence => ({ parts, bad: false });

/** What a change of a build, or of the build cache, says. */
export function buildInWords({ kind, before, after }: ChangeEntry): readonly BuildSentence[] {
  if (kind === 'build') return progress(before as BuildRecord | undefined, after as BuildRecord | undefined);
  const base = kind === 'buildCache' && !before ? (after as BuildCacheRecord | undefined)?.base : undefined;
  return base
    ? [good(say`The base ${familiar(base.name)} is kept in the build cache: it does not become an image of the host.`)]
    : [];
}

function progress(before: BuildRecord | undefined, after: BuildRecord | undefined): readonly BuildSentence[] {
  if (!after) return [];
  const said: BuildSentence[] = [];
  if (after.stages.length > 0 && (before?.stages.length ?? 0) === 0) said.push(good(plan(after)));
  after.steps.forEach((step, index) => {
    const was = before?.steps[index]?.state;
    if (was !== undefined && was !== step.state) said.push(...stepInWords(step, after));
  });
  if (before?.state === 'running' && after.state === 'failed')
    said.push({
      parts: say`The build has failed: ${after.error.split('\n')[0]?.replace(/\.$/, '') ?? ''}.`,
      bad: true,
    });
  if (before?.state === 'running' && after.state === 'done') said.push(good(result(after)));
  if (before?.state === 'running' && after.state === 'cancelled')
    said.push({ parts: ['The build is broken off. What was done stays in the build cache.'], bad: true });
  return said;
}

/** What came of it. */
function result({ image, tags }: BuildRecord): readonly Part[] {
  if (!image) return ['The build is done. It has not made an image.'];
  const name = tags[0] === undefined ? short(image) : familiar(tags[0]);
  return say`The build is done: ${name} is the image ${short(image)}.`;
}

/** What the Dockerfile holds. */
function plan({ dockerfile, stages, steps }: BuildRecord): readonly Part[] {
  const spare = stages.filter(({ needed }) => !needed).length;
  const what = `${countOf(steps.length, 'step')} in ${countOf(stages.length, 'stage')}`;
  const left =
    spare > 0 ? ` ${countOf(spare, 'stage')} of them ${spare === 1 ? 'is' : 'are'} not needed, and left out.` : '';
  return say`The daemon reads ${dockerfile || 'the Dockerfile'}: ${{ text: `${what}.${left}` }}`;
}

function stepInWords(step: BuildStep, build: BuildRecord): readonly BuildSentence[] {
  const line = lineOf(step);
  const Line = { text: `${line.charAt(0).toUpperCase()}${line.slice(1)}` };
  const { state, text, size, kind } = step;
  if (kind === 'metadata')
    return state === 'done' ? [good(say`${Line} (${text}) changes the configuration, and makes no layer.`)] : [];
  switch (state) {
    case 'running':
      return [good([...say`${Line} (${text}) runs`, ...reason(step, build)])];
    case 'cached':
      return [good(say`${Line} (${text}) comes from the build cache, and does not run.`)];
    case 'done':
      return [
        good(say`${Line} has made a layer${{ text: size > 0 ? ` of ${humanSize(size)}` : ': it holds no bytes' }}.`),
      ];
    case 'failed':
      return [{ parts: say`${Line} has failed: it makes no layer, and nothing above it is built.`, bad: true }];
    default:
      return [];
  }
}

/** Why a step runs and is not taken from the cache: the end of a sentence. */
function reason({ reason: why }: BuildStep, { steps }: BuildRecord): readonly Part[] {
  switch (why?.kind) {
    case 'no-cache':
      return say`: the cache is not asked, because of ${'--no-cache'}.`;
    case 'parent': {
      const below = steps.find(({ id }) => id === why.step);
      return [`: ${below ? lineOf(below) : 'the step'} below it was done anew.`];
    }
    case 'base':
      return [': the image below it is another one than before.'];
    case 'changed': {
      const [first, ...more] = why.changes;
      const rest = more.length > 0 ? `, and ${more.length} more` : '';
      return [first ? `: ${changeInWords(first)}${rest}.` : ': what it takes has changed.'];
    }
    default:
      return [': nothing like it has been built here.'];
  }
}
