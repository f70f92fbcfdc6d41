import { describe, expect, test } from 'vitest';
import {
  familiarName,
  familiarReference,
  formatReference,
  parseAnyReference,
  parseReference,
  whyNotPullable,
  whyNotTaggable,
  withDefaultTag,
} from '../../../src/sim/oci/reference.ts';
import type { Reference } from '../../../src/sim/oci/reference.ts';

const hex = 'a'.repeat(64);

function parsed(text: string): Reference {
  const reading = parseReference(text);
  if (!reading.ok) throw new Error(`${text}: ${reading.message}`);
  return reading.reference;
}

describe('valid names: as typed → whole → as Docker shows it', () => {
  test.each([
    ['nginx', 'docker.io/library/nginx:latest', 'nginx:latest'],
    ['nginx:1.29-alpine', 'docker.io/library/nginx:1.29-alpine', 'nginx:1.29-alpine'],
    ['library/nginx', 'docker.io/library/nginx:latest', 'nginx:latest'],
    ['docker.io/nginx', 'docker.io/library/nginx:latest', 'nginx:latest'],
    ['docker.io/library/nginx', 'docker.io/library/nginx:latest', 'nginx:latest'],
    ['index.docker.io/nginx', 'docker.io/library/nginx:latest', 'nginx:latest'],
    ['index.docker.io/library/nginx:1', 'docker.io/library/nginx:1', 'nginx:1'],
    ['user/app', 'docker.io/user/app:latest', 'user/app:latest'],
    ['a/b/c', 'docker.io/a/b/c:latest', 'a/b/c:latest'],
    ['library/a/b', 'docker.io/library/a/b:latest', 'library/a/b:latest'],
    ['localhost/app', 'localhost/app:latest', 'localhost/app:latest'],
    ['localhost:5000/app:1', 'localhost:5000/app:1', 'localhost:5000/app:1'],
    ['localhost:5000', 'docker.io/library/localhost:5000', 'localhost:5000'],
    ['127.0.0.1:5003/app', '127.0.0.1:5003/app:latest', '127.0.0.1:5003/app:latest'],
    ['[::1]:5000/x', '[::1]:5000/x:latest', '[::1]:5000/x:latest'],
    ['ghcr.io/owner/tool:v1', 'ghcr.io/owner/tool:v1', 'ghcr.io/owner/tool:v1'],
    ['FOO/bar', 'FOO/bar:latest', 'FOO/bar:latest'],
    ['Foo:5000/bar', 'Foo:5000/bar:latest', 'Foo:5000/bar:latest'],
    ['foo.bar:99999/x', 'foo.bar:99999/x:latest', 'foo.bar:99999/x:latest'],
    ['docker.io', 'docker.io/library/docker.io:latest', 'docker.io:latest'],
    ['foo--bar', 'docker.io/library/foo--bar:latest', 'foo--bar:latest'],
    ['foo__bar', 'docker.io/library/foo__bar:latest', 'foo__bar:latest'],
    ['foo:BAR', 'docker.io/library/foo:BAR', 'foo:BAR'],
    ['foo:_x', 'docker.io/library/foo:_x', 'foo:_x'],
    ['aaaaaaaaaaaa', 'docker.io/library/aaaaaaaaaaaa:latest', 'aaaaaaaaaaaa:latest'],
    [`${hex}a`, `docker.io/library/${hex}a:latest`, `${hex}a:latest`],
    [`x/${hex}`, `docker.io/x/${hex}:latest`, `x/${hex}:latest`],
    [`nginx@sha256:${hex}`, `docker.io/library/nginx@sha256:${hex}`, `nginx@sha256:${hex}`],
    [`nginx:1@sha256:${hex}`, `docker.io/library/nginx:1@sha256:${hex}`, `nginx:1@sha256:${hex}`],
    [`nginx:${'a'.repeat(128)}`, `docker.io/library/nginx:${'a'.repeat(128)}`, `nginx:${'a'.repeat(128)}`],
    [`docker.io/${'a'.repeat(247)}`, `docker.io/library/${'a'.repeat(247)}:latest`, `${'a'.repeat(247)}:latest`],
    [
      `localhost:5000/${'a'.repeat(255)}`,
      `localhost:5000/${'a'.repeat(255)}:latest`,
      `localhost:5000/${'a'.repeat(255)}:latest`,
    ],
    ['sha256:abc', 'docker.io/library/sha256:abc', 'sha256:abc'],
  ])('%s', (text, whole, familiar) => {
    const reference = withDefaultTag(parsed(text));
    expect([formatReference(reference), familiarReference(reference)]).toEqual([whole, familiar]);
    expect(parsed(whole)).toEqual(reference);
    expect(parsed(familiar)).toEqual(reference);
  });
});

describe('invalid names and the messages of docker pull', () => {
  const format = 'invalid reference format';
  const upper = (name: string): string => `${format}: repository name (${name}) must be lowercase`;
  test.each([
    ['', format],
    ['nginx:', format],
    ['al pine', format],
    ['foo-', format],
    ['-foo', format],
    ['.foo', format],
    ['foo___bar', format],
    ['foo..bar', format],
    ['foo/', format],
    ['/foo', format],
    ['foo//bar', format],
    ['http://foo', format],
    ['foo:bar:baz', format],
    ['foo:-bar', format],
    ['foo:.bar', format],
    ['été', format],
    ['@', format],
    ['nginx@', format],
    ['[fe80::1%25en0]/x', format],
    [`nginx:${'a'.repeat(129)}`, format],
    ['nginx@sha256:abc', format],
    ['nginx@md5:abc', format],
    [`nginx@sha512:${hex}`, 'invalid checksum digest length'],
    [`nginx@sha256:ABCDEF${hex}`, 'invalid checksum digest length'],
    [`nginx@foo:${hex}`, 'unsupported digest algorithm'],
    [`nginx@sha256:${'A'.repeat(64)}`, 'invalid checksum digest format'],
    ['Alpine', upper('library/Alpine')],
    ['library/Alpine', upper('library/Alpine')],
    ['FOO', upper('library/FOO')],
    ['foo/Bar', upper('foo/Bar')],
    ['a/b/C', upper('a/b/C')],
    ['a.b/Foo', upper('Foo')],
    ['localhost/Foo', upper('Foo')],
    ['localhost:5000/Foo', upper('Foo')],
    ['x:5000/Foo', upper('Foo')],
    ['NGINX@sha256:abc', upper('library/NGINX@sha256')],
    [hex, `invalid repository name (${hex}), cannot specify 64-byte hexadecimal strings`],
    ['a'.repeat(256), 'repository name must not be more than 255 characters'],
    [`docker.io/${'a'.repeat(248)}`, 'repository name must not be more than 255 characters'],
  ])('%s', (text, message) => {
    expect(parseReference(text)).toEqual({ ok: false, message });
  });
});

test.each([
  [hex, { ok: true, id: `sha256:${hex}` }],
  [`sha256:${hex}`, { ok: true, id: `sha256:${hex}` }],
  ['sha256:abc', { ok: true, reference: { domain: 'docker.io', path: 'library/sha256', tag: 'abc' } }],
  ['aaaaaaaaaaaa', { ok: true, reference: { domain: 'docker.io', path: 'library/aaaaaaaaaaaa' } }],
  ['al pine', { ok: false, message: 'invalid reference format' }],
])('%s where an ID may stand', (text, reading) => {
  expect(parseAnyReference(text)).toEqual(reading);
});

test('reserved names', () => {
  expect(whyNotPullable(parsed('docker.io/scratch'))).toBe("'scratch' is a reserved name");
  expect(whyNotPullable(parsed('localhost:5000/scratch'))).toBeUndefined();
  expect(whyNotTaggable(parsed('sha256:abc'))).toBe(
    'refusing to create an ambiguous tag using digest algorithm as name',
  );
  expect(whyNotTaggable(parsed('nginx'))).toBeUndefined();
  expect(familiarName(parsed('nginx:1'))).toBe('nginx');
});
