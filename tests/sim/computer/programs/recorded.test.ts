// Each command line prints, here, what GNU's tools and busybox print: standard output, standard error and status.
import { describe } from 'vitest';
import { check } from './check.ts';
import recorded from './recorded.json' with { type: 'json' };
import { busyboxPrograms, gnuPrograms } from './run-line.ts';

describe('GNU', () => {
  check(recorded.gnu, gnuPrograms);
});

describe('busybox', () => {
  check(recorded.busybox, busyboxPrograms);
});
