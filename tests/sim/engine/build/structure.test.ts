// Over generated Dockerfiles our parser finds what dockerfile-ast finds: instructions, their lines, flags, arguments, stages.
import { DockerfileParser, JSONInstruction, ModifiableInstruction } from 'dockerfile-ast';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BuildError } from '../../../../src/sim/engine/build/dockerfile/node.ts';
import { parseDockerfile } from '../../../../src/sim/engine/build/dockerfile/parse.ts';

const word = fc.stringMatching(/^[a-z][a-z0-9./_-]{0,7}$/);
const blank = fc.constantFrom(' ', '  ', '\t', ' \\\n', ' \\\n  ', ' \\  \n\t', ' \\\n# words\n  ', ' \\\n\n  ');
const spaced = fc
  .tuple(word, fc.array(fc.tuple(blank, word), { maxLength: 3 }))
  .map(([first, more]) => first + more.map(([space, next]) => space + next).join(''));
const json = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => JSON.stringify(words));
const flag = fc.tuple(fc.constantFrom('chown', 'from', 'chmod'), word).map(([name, value]) => `--${name}=${value} `);
const casing = (name: string): fc.Arbitrary<string> => fc.constantFrom(name, name.toLowerCase());

const of = (name: string, rest: fc.Arbitrary<string>, flags: fc.Arbitrary<string> = fc.constant('')) =>
  fc.tuple(casing(name), fc.constantFrom(' ', '\t', '  '), flags, rest).map((parts) => parts.join(''));

const pairs = fc
  .array(fc.tuple(word, fc.oneof(word, fc.constant('"a b"'), fc.constant("'c d'"), fc.constant('x\\ y'))), {
    minLength: 1,
    maxLength: 3,
  })
  .map((list) => list.map(([name, value]) => `${name}=${value}`).join(' '));

const heredoc = fc
  .tuple(word, fc.array(fc.constantFrom('echo a', '  b', '# c', 'FROM x', ''), { maxLength: 3 }))
  .map(([name, lines]) => `RUN <<${name}\n${lines.map((line) => `${line}\n`).join('')}${name}`)
  .filter((text) => !/<<[^\n]*[./-]/.test(text));

const instruction = fc.oneof(
  of('RUN', fc.oneof(spaced, json)),
  of('CMD', fc.oneof(spaced, json)),
  of('ENTRYPOINT', fc.oneof(spaced, json)),
  of(
    'COPY',
    fc.tuple(spaced, word).map((parts) => parts.join(' ')),
    fc.array(flag, { maxLength: 2 }).map((flags) => flags.join('')),
  ),
  of('ENV', pairs),
  of('LABEL', pairs),
  of('ARG', fc.oneof(word, pairs)),
  of('WORKDIR', word),
  of('USER', word),
  of('EXPOSE', fc.integer({ min: 1, max: 65535 }).map(String)),
  of('VOLUME', fc.oneof(spaced, json)),
  of('ONBUILD', fc.constant('RUN true')),
  heredoc,
);

const from = fc
  .tuple(casing('FROM'), word, fc.option(fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/)))
  .map(([name, base, stage]) => `${name} ${base}${stage === null ? '' : ` AS ${stage}`}`);

const between = fc.constantFrom('\n', '\n\n', '\n# words\n', '\n   \n', '\n  # more\n');

const dockerfile = fc
  .tuple(
    fc.constantFrom('', '# escape=\\\n', '# words\n\n', '# syntax=docker/dockerfile:1\n'),
    fc.array(fc.tuple(from, fc.array(fc.tuple(between, instruction), { maxLength: 5 }), between), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([head, stages]) => {
    const texts = stages.map(([first, rest, end]) => first + rest.map((parts) => parts.join('')).join('') + end);
    return head + texts.join('');
  });

/** One instruction in the terms that both parsers share. */
interface Shape {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly flags: readonly string[];
  readonly json: readonly string[] | undefined;
  readonly words: readonly string[];
}

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((part) => part !== '');

function ours(text: string): readonly Shape[] {
  const parsed = parseDockerfile(text);
  if (parsed instanceof BuildError) throw new Error(parsed.message);
  return parsed.instructions.map(({ name, range, flags, json: list, rest }) => ({
    name,
    start: range.start,
    end: range.end,
    flags,
    json: list,
    words: list || rest.includes('<<') ? [] : wordsOf(rest),
  }));
}

function theirs(text: string): readonly Shape[] {
  return DockerfileParser.parse(text)
    .getInstructions()
    .map((each) => {
      const range = each.getRange();
      const flags = each instanceof ModifiableInstruction ? each.getFlags() : [];
      const list =
        each instanceof JSONInstruction && each.getOpeningBracket()
          ? each.getJSONStrings().map((item) => item.getJSONValue())
          : undefined;
      const content = each.getArgumentsContent() ?? '';
      const words = each.getRawArgumentsContent()?.includes('<<') ? [] : wordsOf(content);
      return {
        name: each.getKeyword(),
        start: range.start.line + 1,
        end: range.end.line + 1,
        flags: flags.map((item) => item.toString()),
        json: list,
        words: list ? [] : words,
      };
    });
}

it('agrees with dockerfile-ast', () => {
  fc.assert(
    fc.property(dockerfile, (text) => {
      expect(ours(text)).toEqual(theirs(text));
    }),
    { numRuns: 500 },
  );
});
