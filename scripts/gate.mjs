// The one gate: every check of the repository, two or more at a time, and one line a check.
import { availableParallelism } from 'node:os';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, runNpm } from './command.mjs';
import { readPlaywrightReport, readVitestReport } from './test-reports.mjs';

const reports = join(root, 'test-results');
const vitestReport = join(reports, 'unit.json');
const playwrightReport = join(reports, 'browser.json');

/**
 * @typedef {object} Check
 * @property {string} script the npm script that makes the check
 * @property {string[]} [args]
 * @property {() => import('./test-reports.mjs').Counts | undefined} [report] the test cases of the run just made; without
 *   it, the check counts as one case
 * @property {string} [after] the check that must have passed before this one starts
 */

/** @type {readonly Check[]} the longest first, so that the last to end is a short one */
const checks = [
  { script: 'build', args: ['--logLevel', 'warn'] },
  {
    script: 'unit',
    args: ['--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`],
    report: () => readVitestReport(vitestReport),
  },
  { script: 'browser', after: 'build', report: () => readPlaywrightReport(playwrightReport) },
  { script: 'lint' },
  { script: 'types' },
  { script: 'imports' },
  { script: 'unused' },
  { script: 'format:check' },
];

/**
 * Runs every check, also after one has failed, and prints the output of those that fail.
 * @returns {Promise<import('./test-reports.mjs').Counts>} the cases of all checks together
 */
export async function runGate() {
  mkdirSync(reports, { recursive: true });
  const total = { passed: 0, failed: 0 };
  /** @type {Map<string, boolean>} */
  const ended = new Map();
  const waiting = [...checks];
  const lane = async () => {
    for (;;) {
      const next = waiting.findIndex(({ after }) => after === undefined || ended.has(after));
      const [check] = next < 0 ? [] : waiting.splice(next, 1);
      if (!check) return;
      const blocked = check.after !== undefined && ended.get(check.after) === false;
      const counts = blocked ? reportBlocked(check) : await runCheck(check);
      ended.set(check.script, counts.failed === 0);
      total.passed += counts.passed;
      total.failed += counts.failed;
    }
  };
  await Promise.all(Array.from({ length: Math.min(Math.max(availableParallelism(), 2), 4) }, lane));
  return total;
}

/**
 * @param {Check} check
 * @returns {Promise<import('./test-reports.mjs').Counts>}
 */
async function runCheck(check) {
  const start = performance.now();
  const { code, output } = await runNpm(['run', '--silent', check.script, '--', ...(check.args ?? [])], {
    minutes: 25,
    env: { NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  const cases = check.report?.();
  const counts = { passed: cases?.passed ?? (code === 0 ? 1 : 0), failed: cases?.failed ?? (code === 0 ? 0 : 1) };
  // A run that fails with no failing case (a crash, an error between tests) must not look like a pass.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const cited = cases ? `: ${counts.passed} passed, ${counts.failed} failed` : '';
  console.log(`${counts.failed === 0 ? '✓' : '✗'} ${check.script}${cited} (${seconds} s)`);
  if (counts.failed > 0) console.log(indent(output));
  return counts;
}

/** @param {Check} check */
function reportBlocked(check) {
  console.log(`✗ ${check.script}: not run, because “${check.after}” failed`);
  return { passed: 0, failed: 1 };
}

/** @param {string} text */
function indent(text) {
  return text.trimEnd().replace(/^/gm, '    ');
}
