// The files of a finished stage for the client: a folder, or a tar.
import { sleep, type Task } from '../../kernel/task.ts';
import { writeTar } from '../../oci/tar-write.ts';
import { entriesAt } from '../containers/archive.ts';
import type { Builder } from './builder.ts';
import { filesOf } from './files-of.ts';
import type { StageState } from './state.ts';
import { shownBytes, transferSize } from './transfer-size.ts';

/** Sends the files once for all outputs that want them; nothing happens when none does. */
export function* exportFiles({ engine, progress, request }: Builder, state: StageState): Task {
  const kinds = request.outputs.filter((output) => output === 'local' || output === 'tar');
  if (kinds.length === 0) return;
  const tree = engine.layers.tree(state.snapshot.chain.at(-1));
  for (const kind of kinds) {
    const local = kind === 'local';
    const vertex = progress.vertex(local ? 'exporting to client directory' : 'exporting to client tarball').start();
    yield* sleep(5);
    const size = shownBytes(transferSize(tree, () => true, undefined));
    vertex.status(local ? `copying files ${size}` : 'sending tarball', true);
    vertex.done();
  }
  const files = filesOf(tree, () => engine.kernel.clock);
  progress.send({ archive: writeTar(entriesAt(files, '/', '')) });
}
