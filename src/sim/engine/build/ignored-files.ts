// A context without what `.dockerignore` names.
import type { Tree } from '../../computer/filesystem/tree.ts';
import type { Ignore } from '../../computer/filesystem/ignore-patterns.ts';

/** The tree without ignored files; a directory stays as long as something in it does. */
export function withoutIgnored(all: Tree, ignore: Ignore | undefined): Tree {
  if (!ignore) return all;
  let tree = all;
  const visit = (directory: number, above: string): 'empty' | 'kept' => {
    let left: 'empty' | 'kept' = 'empty';
    for (const [name, ino] of all.entries(directory)) {
      const path = `${above}${name}`;
      const below = all.directory(ino) ? visit(ino, `${path}/`) : 'empty';
      if (ignore.matches(path) && below === 'empty') tree = tree.removeAll(directory, name, 0);
      else left = 'kept';
    }
    return left;
  };
  visit(tree.root, '');
  return tree;
}
