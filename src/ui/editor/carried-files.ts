// What a learner drags in: files, and folders with all that is below them.

export interface CarriedFile {
  /** Relative to where it was dropped. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** More files than this are more than the simulated machine is for. */
const most = 300;

/** All files of a drop. Reads the entries at once, because a drop is empty as soon as its event is over. */
export async function carried(data: DataTransfer): Promise<CarriedFile[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const found: CarriedFile[] = [];
  for (const entry of entries) await collect(entry, '', found);
  return found;
}

async function collect(entry: FileSystemEntry, above: string, found: CarriedFile[]): Promise<void> {
  if (found.length >= most) return;
  const path = above === '' ? entry.name : `${above}/${entry.name}`;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => {
      (entry as FileSystemFileEntry).file(resolve, reject);
    });
    found.push({ path, bytes: new Uint8Array(await file.arrayBuffer()) });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (batch.length === 0) return;
    for (const inner of batch) await collect(inner, path, found);
  }
}
