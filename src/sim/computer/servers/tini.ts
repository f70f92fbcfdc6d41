// tini, the small init that images bring along as their entrypoint: it runs the rest of its line as its child (tini(1)).
import type { Program } from '../contract.ts';
import { containerInit } from '../processes/init-programs.ts';
import { warn } from '../programs/net/say.ts';

/** `tini [OPTIONS] PROGRAM -- [ARGS]`; how it treats signals and orphans is as the engine's own init does. */
export const tini: Program = function* (process) {
  const rest = process.argv.slice(1);
  while (rest[0]?.startsWith('-') && rest[0] !== '--') {
    const option = rest.shift() ?? '';
    if (/^-[gsvw]+$/.test(option)) continue;
    yield* warn(process, `tini: not simulated: ${option}\n`);
    return 1;
  }
  if (rest[0] === '--') rest.shift();
  if (rest.length > 0) return yield* containerInit(rest)(process);
  yield* warn(process, 'tini: not simulated: a line without a program\n');
  return 1;
};
