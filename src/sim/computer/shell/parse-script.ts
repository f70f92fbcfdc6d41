// Syntax trees of shell source. A typed line is parsed to see whether it is complete, for its aliases and to be run, and
// scripts and learners repeat themselves: trees of short texts are kept for the next time.
import { parse, type ParsedScript } from 'unbash';

/** How many trees are kept, and of texts of how many characters at most. */
const limit = { trees: 64, characters: 1024 };

const trees = new Map<string, ParsedScript>();

/** The syntax tree of some source. Others may be given the same one: it must not be changed. */
export function parseScript(text: string): ParsedScript {
  const known = trees.get(text);
  if (known) return known;
  const script = parse(text);
  if (text.length > limit.characters) return script;
  for (const oldest of trees.keys()) {
    if (trees.size < limit.trees) break;
    trees.delete(oldest);
  }
  trees.set(text, script);
  return script;
}
