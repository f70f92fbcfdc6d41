import { expect, test } from 'vitest';
import { parsePlatform } from '../../../../src/sim/cli/create/platform.ts';

test.each([
  ['', ''],
  ['linux/amd64', 'linux/amd64'],
  ['linux/x86_64', 'linux/amd64'],
  ['linux/arm64/v8', 'linux/arm64'],
  ['linux/armhf', 'linux/arm/v7'],
  ['arm64', 'linux/arm64'],
  ['linux', 'linux/amd64'],
  [
    'foo',
    { error: 'error parsing specified platform: "foo": unknown operating system or architecture: invalid argument' },
  ],
])('--platform %s', (text, platform) => {
  expect(parsePlatform(text)).toEqual(platform);
});
