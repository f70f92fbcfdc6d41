// Programs that are loaded when first run print, here, what the real ones print.
import { describe } from 'vitest';
import { check } from './check.ts';
import recorded from './recorded-later.json' with { type: 'json' };
import { busyboxPrograms, gnuPrograms } from './run-line.ts';

describe('GNU', () => {
  check(recorded.gnu, gnuPrograms);
});

describe('busybox', () => {
  check(recorded.busybox, busyboxPrograms);
});
