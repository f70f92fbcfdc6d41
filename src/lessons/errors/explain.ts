// Finds the page that explains what a terminal shows.
import { clientErrors } from './client.ts';
import { containerErrors } from './containers.ts';
import { fillIn, type Explained, type Explanation } from './explanation.ts';
import { imageErrors } from './images.ts';
import { networkErrors } from './networks.ts';
import { shellErrors } from './shell.ts';
import { systemErrors } from './system.ts';

const pages: readonly Explanation[] = [
  ...clientErrors,
  ...containerErrors,
  ...networkErrors,
  ...imageErrors,
  ...systemErrors,
  ...shellErrors,
];

/** All pages, those that fit many lines last. */
export const explanations: readonly Explanation[] = [
  ...pages.filter(({ general }) => !general),
  ...pages.filter(({ general }) => general),
];

/** Explains a line of output; undefined for one that is no known error. */
export function explain(line: string): Explained | undefined {
  for (const explanation of explanations) {
    const match = explanation.says.exec(line);
    if (match) return fillIn(explanation, match);
  }
  return undefined;
}
