// How the learner wants the page: palette, motion, speed, sizes of regions. Kept in the browser, for this page alone.
import { untrack } from 'svelte';
import { speeds, type Speed } from '../player/player.ts';

/** `projector`: black on white, in larger type. */
export type Palette = 'light' | 'dark' | 'projector';
export type Theme = Palette | 'system';

interface Stored {
  readonly theme: Theme;
  /** 0 stands for instant: JSON has no Infinity. */
  readonly speed: number;
  /** Height of the bottom region and width of the terminal, px; undefined: the layout's own. */
  readonly bottom: number | undefined;
  readonly terminal: number | undefined;
  /** Width of the lesson pane, px. */
  readonly pane: number | undefined;
  /** Width of the files beside the stage, px. */
  readonly files: number | undefined;
  /** View of the stage that was chosen; undefined: the one that suits what happens. */
  readonly view: string | undefined;
  /** Whether keys of one letter work on stage and timeline. */
  readonly letters: boolean;
}

const key = 'drydock:preferences';
const defaults: Stored = {
  theme: 'system',
  speed: 1,
  bottom: undefined,
  terminal: undefined,
  pane: undefined,
  files: undefined,
  view: undefined,
  letters: true,
};

export class Preferences {
  #stored = $state.raw<Stored>(read());
  #systemDark = $state(false);
  #reducedMotion = $state(false);

  constructor() {
    follow('(prefers-color-scheme: dark)', (matches) => (this.#systemDark = matches));
    follow('(prefers-reduced-motion: reduce)', (matches) => (this.#reducedMotion = matches));
  }

  /** The palette that is shown. */
  get palette(): Palette {
    const { theme } = this.#stored;
    return theme === 'system' ? (this.#systemDark ? 'dark' : 'light') : theme;
  }

  get theme(): Theme {
    return this.#stored.theme;
  }

  set theme(theme: Theme) {
    this.#write({ theme });
  }

  get letters(): boolean {
    return this.#stored.letters;
  }

  set letters(letters: boolean) {
    this.#write({ letters });
  }

  get reducedMotion(): boolean {
    return this.#reducedMotion;
  }

  get speed(): Speed {
    const wanted = this.#stored.speed === 0 ? Infinity : this.#stored.speed;
    return speeds.find((speed) => speed === wanted) ?? 1;
  }

  set speed(speed: Speed) {
    this.#write({ speed: speed === Infinity ? 0 : speed });
  }

  get bottom(): number | undefined {
    return this.#stored.bottom;
  }

  set bottom(height: number | undefined) {
    this.#write({ bottom: height });
  }

  get terminal(): number | undefined {
    return this.#stored.terminal;
  }

  set terminal(width: number | undefined) {
    this.#write({ terminal: width });
  }

  get pane(): number | undefined {
    return this.#stored.pane;
  }

  set pane(width: number | undefined) {
    this.#write({ pane: width });
  }

  get files(): number | undefined {
    return this.#stored.files;
  }

  set files(width: number | undefined) {
    this.#write({ files: width });
  }

  get view(): string | undefined {
    return this.#stored.view;
  }

  set view(view: string | undefined) {
    this.#write({ view });
  }

  /** Gives the regions the sizes that the layout gives them. */
  forgetSizes(): void {
    this.#write({ bottom: undefined, terminal: undefined, pane: undefined, files: undefined });
  }

  toggleTheme(): void {
    this.#write({ theme: this.palette === 'dark' ? 'light' : 'dark' });
  }

  #write(change: Partial<Stored>): void {
    // An effect that writes a preference must not follow the others.
    const before = untrack(() => this.#stored);
    const keys = Object.keys(change) as (keyof Stored)[];
    if (keys.every((name) => change[name] === before[name])) return;
    const stored = { ...before, ...change };
    this.#stored = stored;
    try {
      localStorage.setItem(key, JSON.stringify(stored));
    } catch {
      // Storage is refused: the choice holds until the page is closed.
    }
  }
}

/** What was stored, each part only if it is what it should be: an older version or another hand may have written it. */
function read(): Stored {
  let found: Partial<Record<keyof Stored, unknown>>;
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    found = typeof value === 'object' && value !== null ? value : {};
  } catch {
    return defaults;
  }
  const { theme, speed, bottom, terminal, pane, files, view, letters } = found;
  const size = (value: unknown): number | undefined =>
    typeof value === 'number' && value > 0 && value < 10_000 ? value : undefined;
  return {
    theme: theme === 'light' || theme === 'dark' || theme === 'projector' ? theme : defaults.theme,
    letters: letters !== false,
    speed: typeof speed === 'number' ? speed : defaults.speed,
    bottom: size(bottom),
    pane: size(pane),
    files: size(files),
    terminal: size(terminal),
    view: typeof view === 'string' ? view : defaults.view,
  };
}

function follow(query: string, apply: (matches: boolean) => void): void {
  const media = matchMedia(query);
  apply(media.matches);
  media.addEventListener('change', ({ matches }) => {
    apply(matches);
  });
}
