// The tree of something that holds nothing yet.
import { Tree } from '../../computer/filesystem/tree.ts';

export const emptyTree = Tree.create();
