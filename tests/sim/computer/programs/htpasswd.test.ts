import { expect, test } from 'vitest';
import { bcrypt, bcryptMatches } from '../../../../src/sim/computer/programs/accounts/bcrypt.ts';

// Hashes made by other implementations: glibc's crypt(3) with libxcrypt, and the vectors that are passed around.
test.each([
  ['secret', '$2b$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a'],
  ['päss', '$2y$04$abcdefghijklmnopqrstuuF7KK/SfP9IRGj0pPJMr8GdtCS8xpmpC'],
  ['', '$2a$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s.'],
  ['a', '$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe'],
  ['U*U', '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'],
])('the hash of %j', (password, hash) => {
  expect([bcryptMatches(password, hash), bcryptMatches(`${password}x`, hash)]).toEqual([true, false]);
});

test('what is no hash of bcrypt matches nothing', () => {
  for (const hash of ['', 'secret', '$apr1$x$y', '$2b$03$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a'])
    expect(bcryptMatches('secret', hash)).toBe(false);
});

test('a hash is made and found again', () => {
  const hash = bcrypt(
    'correct horse',
    4,
    Uint8Array.from({ length: 16 }, (_, index) => index * 7),
  );
  expect(hash).toMatch(/^\$2y\$04\$[./A-Za-z0-9]{53}$/);
  expect(bcryptMatches('correct horse', hash)).toBe(true);
});
