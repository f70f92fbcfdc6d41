// Counts test cases in the JSON reports of Vitest and Playwright.
import { readFileSync, rmSync } from 'node:fs';

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 */

/**
 * @param {string} path
 * @returns {Counts | undefined} undefined when there is no report, which a crashed run leaves behind
 */
export function readVitestReport(path) {
  const report = takeReport(path);
  if (!report) return undefined;
  // A file that could not even be loaded has no cases of its own, and still it failed.
  const unloaded = report.testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
      file.status === 'failed' && file.assertionResults.length === 0,
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length };
}

/**
 * @param {string} path
 * @returns {Counts | undefined} undefined when there is no report
 */
export function readPlaywrightReport(path) {
  const report = takeReport(path);
  if (!report) return undefined;
  // What a busy machine starved at first is tried again (playwright.config.ts); what holds then, holds.
  return { passed: report.stats.expected + report.stats.flaky, failed: report.stats.unexpected + report.errors.length };
}

/**
 * Reads a report and removes it, so that a later run that leaves none cannot be counted with this one.
 * @param {string} path
 */
function takeReport(path) {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8'));
    rmSync(path);
    return report;
  } catch {
    return undefined;
  }
}
