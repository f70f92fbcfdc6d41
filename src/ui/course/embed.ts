// `?embed=stage,terminal`: the page in a frame of a course page, with the parts that are wanted and nothing else.
import './embed.css';

const parts = ['lesson', 'stage', 'timeline', 'terminal', 'words'] as const;

/** Parts of a frame that does not name any. */
const usual = ['stage', 'terminal'];

/** Shows the parts that the address names. */
export function embed(): void {
  const named = new URLSearchParams(location.search).get('embed') ?? '';
  const wanted = parts.filter((part) => named.split(',').includes(part));
  document.documentElement.dataset['embed'] = (wanted.length > 0 ? wanted : usual).join(' ');
}
