// The palettes: every pair that the interface puts together is legible (WCAG 2.2 AA), layer colours stay apart
// for every kind of colour vision, and no raw colour stands outside tokens.css.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contrast, nearestTwo, palettesOf, visions, type Palette } from './palette.ts';

const tokens = readFileSync('src/ui/design/tokens.css', 'utf8');
const palettes = palettesOf(tokens);

type Pair = readonly [string, string, number];
const surfaces = ['--surface-pane', '--surface-stage', '--surface-host', '--surface-sunken', '--surface-raised'];
const onSurfaces = (names: readonly string[], need: number): Pair[] =>
  names.flatMap((name) => surfaces.map((surface): Pair => [name, surface, need]));
const layers = Array.from({ length: 10 }, (_, i) => `--layer-${String(i + 1)}`);
const states = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'].map(
  (s) => `--container-${s}`,
);
const kinds = ['request', 'response', 'error', 'stream', 'dns', 'traffic'].map((kind) => `--message-${kind}`);
const networks = [1, 2, 3, 4].map((n) => `--network-${String(n)}`);
const pairs: readonly Pair[] = [
  ...onSurfaces(['--text', '--text-soft', '--text-faint', '--accent', '--good', '--warn', '--bad'], 4.5),
  ...onSurfaces(['--line-strong', '--now-line', '--focus'], 3),
  ['--text', '--surface-hover', 4.5],
  ['--text-faint', '--surface-hover', 4.5],
  ['--text', '--surface-app', 4.5],
  ['--on-accent', '--accent', 4.5],
  ['--on-accent', '--accent-hover', 4.5],
  ['--accent', '--accent-soft', 4.5],
  ['--on-ink', '--ink', 4.5],
  ['--on-now', '--now', 4.5],
  ['--text', '--now-soft', 4.5],
  ['--text-soft', '--now-soft', 4.5],
  ['--text-faint', '--now-soft', 4.5],
  ['--now-line', '--now-soft', 4.5],
  ...['good', 'warn', 'bad'].flatMap((n): Pair[] => [
    [`--${n}`, `--${n}-soft`, 4.5],
    ['--text', `--${n}-soft`, 4.5],
  ]),
  ...['text', 'faint', 'prompt', 'command', 'error', 'link'].map((n): Pair => [
    `--terminal-${n}`,
    '--surface-terminal',
    4.5,
  ]),
  ['--terminal-cursor', '--surface-terminal', 3],
  ['--terminal-command', '--terminal-selection', 4.5],
  ...layers.flatMap((layer): Pair[] => [
    ['--layer-text', `${layer}-fill`, 4.5],
    [layer, '--surface-host', 3],
    [layer, '--surface-stage', 3],
  ]),
  ...states.flatMap((state): Pair[] => [
    [state, '--surface-host', 4.5],
    [state, '--surface-stage', 4.5],
    ['--on-state', state, 4.5],
  ]),
  ['--container-running', '--container-running-soft', 4.5],
  ['--container-paused', '--container-paused-soft', 4.5],
  ['--text', '--container-room', 4.5],
  ['--text-faint', '--container-room', 4.5],
  ...['starting', 'healthy', 'unhealthy'].map((health): Pair => [`--health-${health}`, '--surface-host', 4.5]),
  ['--on-daemon', '--daemon', 4.5],
  ['--volume', '--volume-fill', 4.5],
  ['--volume', '--surface-host', 4.5],
  ['--bind', '--bind-fill', 4.5],
  ...networks.map((network): Pair => [network, '--surface-host', 4.5]),
  ['--registry', '--registry-fill', 4.5],
  ['--registry', '--surface-stage', 4.5],
  ['--text-faint', '--registry-fill', 4.5],
  ...kinds.flatMap((kind): Pair[] => [
    [kind, '--message-fill', 4.5],
    [kind, '--surface-stage', 4.5],
    ['--on-state', kind, 4.5],
  ]),
  ...['added', 'changed', 'deleted'].map((change): Pair => [`--${change}`, `--${change}-soft`, 4.5]),
  ...['keyword', 'string', 'comment', 'flag', 'number'].map((s): Pair => [`--syntax-${s}`, '--surface-pane', 4.5]),
];

const colour = (palette: Palette, name: string): string => {
  const value = palette[name];
  if (value === undefined) throw new Error(`tokens.css has no colour ${name}`);
  return value;
};

describe.each(Object.entries(palettes))('%s', (_, palette) => {
  test('every pair is legible', () => {
    const low = pairs.flatMap(([front, back, need]) => {
      const ratio = contrast(colour(palette, front), colour(palette, back));
      return ratio < need ? [`${front} on ${back}: ${ratio.toFixed(2)}, needs ${String(need)}`] : [];
    });
    expect(low).toEqual([]);
  });

  test.each(Object.entries(visions))('layers stay apart in %s vision', (_vision, matrix) => {
    const fills = layers.map((layer) => `${layer}-fill`);
    for (const names of [layers, fills]) {
      const { distance } = nearestTwo(
        names.map((name) => colour(palette, name)),
        matrix,
      );
      expect(distance).toBeGreaterThanOrEqual(names === layers ? 0.0445 : 0.02);
    }
  });
});

test('a pair that is too pale is found', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeLessThan(4.5);
});

test('forced colours replace every colour', () => {
  const forced = tokens.slice(tokens.indexOf('(forced-colors: active)'));
  expect(Object.keys(palettes.light).filter((name) => !forced.includes(`${name}:`))).toEqual([]);
});

test('no raw colour stands outside tokens.css', () => {
  const rawColour = /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(/i;
  const styles = readdirSync('src/ui', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:css|svelte)$/.test(file) && !file.endsWith('tokens.css'))
    .map((file) => {
      const source = readFileSync(`src/ui/${file}`, 'utf8');
      const css = file.endsWith('.svelte') ? (/<style>[\s\S]*<\/style>/.exec(source)?.[0] ?? '') : source;
      const attributes = source.match(/(?:fill|stroke|style|color)="[^"{]*"/g) ?? [];
      return { file, text: [css, ...(file.endsWith('.svelte') ? attributes : [])].join('\n') };
    });
  expect(styles.length).toBeGreaterThan(30);
  expect(styles.filter(({ text }) => rawColour.test(text)).map(({ file }) => file)).toEqual([]);
});
