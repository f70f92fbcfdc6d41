import { expect, test } from 'vitest';
import { parseVolumes } from '../../../../src/sim/cli/create/volumes.ts';

const absolute = (path: string): string => `/home/learner/${path.replace(/^\.\//, '')}`;

test.each([
  ['/data', { binds: [], anonymous: ['/data'] }],
  ['data:/data', { binds: ['data:/data'], anonymous: [] }],
  ['data:/data:ro', { binds: ['data:/data:ro'], anonymous: [] }],
  ['/tmp:/x', { binds: ['/tmp:/x'], anonymous: [] }],
  ['./site:/site:ro', { binds: ['/home/learner/site:/site:ro'], anonymous: [] }],
])('--volume %s', (value, options) => {
  expect(parseVolumes([value], absolute)).toEqual(options);
});

test.each([
  ['', 'invalid empty volume spec'],
  ['::::', 'invalid spec: ::::: empty section between colons'],
  ['/x:/y:rw:z', 'invalid spec: /x:/y:rw:z: too many colons'],
])('--volume %j: %s', (value, error) => {
  expect(parseVolumes([value], absolute)).toEqual({ error });
});
