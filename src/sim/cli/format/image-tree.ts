// `docker images --tree`: names of an image under each other, and what it takes (docker/cli: image/tree.go).
import type { ImageSummary } from '../rows/image-row.ts';
import { displayWidth, ellipsis, shortId } from './truncate.ts';
import { humanSize } from './units.ts';

/** Where the tree is shown. */
export interface TreeScreen {
  /** Width in columns; 0: unknown. */
  readonly columns: number;
  readonly isTerminal: boolean;
}

interface Column {
  readonly title: string;
  readonly width: number;
  readonly side: 'left' | 'right';
  readonly cell: (image: ImageSummary) => Painted;
}

/** A text, and how it is painted on a terminal. */
interface Painted {
  readonly text: string;
  readonly style?: string;
}

const spacing = '   ';
const shortestName = 12;
const [usualWidth, shortestWidth] = [80, 20];

const style = {
  bold: '1',
  faint: '2',
  black: '30',
  blue: '34',
  normal: '39',
  lightYellow: '93',
  lightCyan: '96',
} as const;
const chip = '38;5;0m\u001b[48;5;14';

const columns: readonly Column[] = [
  { title: 'ID', width: 12, side: 'left', cell: ({ Id }) => ({ text: shortId(Id), style: style.normal }) },
  {
    title: 'DISK USAGE',
    width: 10,
    side: 'right',
    cell: ({ Size }) => ({ text: humanSize(Size, 3), style: style.normal }),
  },
  // The classic image store keeps no content beside what is unpacked.
  { title: 'CONTENT SIZE', width: 12, side: 'right', cell: () => ({ text: humanSize(0, 3), style: style.normal }) },
  {
    title: 'EXTRA',
    width: 5,
    side: 'left',
    cell: ({ Containers }) => (Containers > 0 ? { text: ' U ', style: chip } : { text: '' }),
  },
];

/** The lines. Images that have no name are shown when `all` are wanted. */
export function imageTree(
  images: readonly ImageSummary[],
  all: boolean,
  { columns: given, isTerminal }: TreeScreen,
): string[] {
  const paint = ({ text, style: code }: Painted): string =>
    isTerminal && code !== undefined ? `\u001b[${code}m${text}\u001b[0m` : text.trim();
  const screen = Math.max(shortestWidth, given || usualWidth);
  const shown = images
    .map((image) => ({ image, names: image.RepoTags ?? [] }))
    .filter(({ names }) => all || names.length > 0);
  const [nameWidth, fitting] = layOut(
    screen,
    shown.flatMap(({ names }) => names),
  );
  const pad = (painted: Painted, width: number, side: 'left' | 'right'): string => {
    const blanks = ' '.repeat(Math.max(0, width - displayWidth(isTerminal ? painted.text : painted.text.trim())));
    return side === 'left' ? paint(painted) + blanks : blanks + paint(painted);
  };
  const name = (text: string, code: string): Painted => ({ text: ellipsis(text, nameWidth), style: code });
  const heading = (title: string): string => `\u001b[${style.normal}m\u001b[${style.bold}m${title}\u001b[0m`;
  return [
    paint({ text: warning, style: style.lightYellow }),
    legend(screen, isTerminal),
    '',
    [
      heading('IMAGE') + ' '.repeat(nameWidth - 5),
      ...fitting.map(
        ({ title, width }, index) =>
          heading(title) + (index < fitting.length - 1 ? ' '.repeat(width - title.length) : ''),
      ),
    ].join(spacing),
    ...shown.flatMap(({ image, names }) => {
      const lines = names.length > 0 ? names.map((text) => name(text, topName)) : [name('<untagged>', style.faint)];
      const cells = fitting.map(({ cell, width, side }) => pad(cell(image), width, side));
      return lines.map((line, index) =>
        index < lines.length - 1 ? paint(line) : [pad(line, nameWidth, 'left'), ...cells].join(spacing),
      );
    }),
  ];
}

const topName = `${style.blue}m\u001b[${style.bold}`;

const warning = "WARNING: This is an experimental feature. The output may change and shouldn't be depended on.";

/** The width of the names, and the columns that have room beside them. */
function layOut(screen: number, names: readonly string[]): [number, readonly Column[]] {
  let left = screen;
  const fitting: Column[] = [];
  for (const column of columns) {
    const needed = column.width + spacing.length;
    if (left - needed < shortestName) break;
    left -= needed;
    fitting.push(column);
  }
  return [Math.min(left, Math.max('IMAGE'.length, ...names.map(displayWidth))), fitting];
}

function legend(screen: number, isTerminal: boolean): string {
  const text = isTerminal ? 'i Info →   U  In Use ' : 'Info ->  U In Use ';
  const painted = isTerminal
    ? '\u001b[1m\u001b[106m\u001b[30mi\u001b[0m\u001b[0m \u001b[96mInfo → \u001b[0m\u001b[0m \u001b[38;5;0m\u001b[48;5;14m U \u001b[0m In Use '
    : text;
  return ' '.repeat(Math.max(0, screen - displayWidth(text))) + painted;
}
