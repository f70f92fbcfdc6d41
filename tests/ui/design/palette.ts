// Reads the colours of tokens.css and measures them: WCAG contrast, and distance in OKLab as people with a
// colour-vision deficiency see it (Machado 2009, full severity).

/** Colours of one palette by token name, as #rrggbb. */
export type Palette = Readonly<Record<string, string>>;

const block = (css: string, selector: string): Palette => {
  const found: Record<string, string> = {};
  for (const [, head = '', body = ''] of css.matchAll(/([^{}@]+)\{([^{}]*)\}/g)) {
    if (head.trim() !== selector) continue;
    for (const [, name = '', value = ''] of body.matchAll(/(--[\w-]+):\s*(#[0-9a-f]{6});/g)) found[name] ??= value;
  }
  return found;
};

/** The three palettes of a token file; what dark and projector leave out is as in light. */
export const palettesOf = (source: string): Record<'light' | 'dark' | 'projector', Palette> => {
  const css = source.replace(/\/\*[\s\S]*?\*\//g, '');
  const light = block(css, ':root');
  return {
    light,
    dark: { ...light, ...block(css, ":root[data-theme='dark']") },
    projector: { ...light, ...block(css, ":root[data-profile='projector']") },
  };
};

type Triple = readonly [number, number, number];
const linear = (hex: string): Triple => {
  const channel = (from: number): number => {
    const v = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
};
const luminance = (hex: string): number => {
  const [r, g, b] = linear(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** WCAG contrast ratio of two colours, 1 to 21. */
export const contrast = (a: string, b: string): number => {
  const [la, lb] = [luminance(a), luminance(b)];
  return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
};

type Matrix = readonly [Triple, Triple, Triple];
/** What each kind of colour vision makes of linear RGB. */
export const visions: Record<'normal' | 'protan' | 'deutan' | 'tritan', Matrix> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const times = (row: Triple, [r, g, b]: Triple): number => Math.max(0, row[0] * r + row[1] * g + row[2] * b);
const oklab = ([r, g, b]: Triple): Triple => {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
};

/** The two colours of a set that look most alike, and how far apart they are in OKLab (0.02: just seen side by side). */
export const nearestTwo = (colours: readonly string[], vision: Matrix): { distance: number; a: string; b: string } => {
  const seen = colours.map((hex) => {
    const rgb = linear(hex);
    return { hex, lab: oklab([times(vision[0], rgb), times(vision[1], rgb), times(vision[2], rgb)]) };
  });
  let best = { distance: Infinity, a: '', b: '' };
  seen.forEach((one, i) => {
    for (const other of seen.slice(i + 1)) {
      const distance = Math.hypot(one.lab[0] - other.lab[0], one.lab[1] - other.lab[1], one.lab[2] - other.lab[2]);
      if (distance < best.distance) best = { distance, a: one.hex, b: other.hex };
    }
  });
  return best;
};
