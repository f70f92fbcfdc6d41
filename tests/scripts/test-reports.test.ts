// How the reports of the test runners are counted.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPlaywrightReport, readVitestReport } from '../../scripts/test-reports.mjs';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'drydock-'));
  file = join(folder, 'report.json');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('a test file that cannot be loaded counts as a failed case', () => {
  const testResults = [
    { status: 'passed', assertionResults: [{}, {}] },
    { status: 'failed', assertionResults: [{}] },
    { status: 'failed', assertionResults: [] },
  ];
  writeFileSync(file, JSON.stringify({ numPassedTests: 2, numFailedTests: 1, testResults }));
  expect(readVitestReport(file)).toEqual({ passed: 2, failed: 2 });
});

test('a test that held at a second try has passed; an error outside of all tests has failed', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 3 };
  writeFileSync(file, JSON.stringify({ stats, errors: [{ message: 'no server' }] }));
  expect(readPlaywrightReport(file)).toEqual({ passed: 6, failed: 2 });
});

test.each([readVitestReport, readPlaywrightReport])('no report is no count, and a report counts once: %o', (read) => {
  expect(read(file)).toBeUndefined();
  writeFileSync(file, '{ cut off');
  expect(read(file)).toBeUndefined();
  expect(existsSync(file)).toBe(true);
});
