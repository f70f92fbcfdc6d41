// What is used of PGlite (PostgreSQL compiled to WebAssembly) and of the Emscripten module inside it; types of our own,
// because the package's own are written against a page.

/** A file or directory in the module's memory. */
interface MemoryNode {
  readonly mode: number;
}

/** An open file of the module. */
interface MemoryStream {
  readonly node: MemoryNode;
}

/** The module's file system. Its calls throw on failure. */
export interface MemoryFiles {
  mkdirTree(path: string, mode?: number): void;
  writeFile(path: string, bytes: Uint8Array, options?: { readonly mode?: number }): void;
  readFile(path: string): Uint8Array;
  readdir(path: string): string[];
  analyzePath(path: string): { readonly exists: boolean; readonly object: MemoryNode | null };
  isDir(mode: number): boolean;
  getPath(node: MemoryNode): string;
  createDevice(parent: string, name: string, input: () => number): void;
  unlink: (path: string) => void;
  rmdir: (path: string) => void;
  rename: (from: string, to: string) => void;
  mknod: (path: string, mode: number, device: number) => unknown;
  write: (stream: MemoryStream, ...rest: unknown[]) => number;
  doTruncate: (stream: MemoryStream | null, node: MemoryNode, length: number) => void;
}

type Imports = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The module, or the options that it is made with. */
export interface EmscriptenModule {
  readonly FS: MemoryFiles;
  HEAPU8: Uint8Array;
  preRun: ((module: EmscriptenModule) => void)[];
  instantiateWasm: (
    imports: Imports,
    received: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ) => object;
}

/** An instance of the database. */
export interface Database {
  readonly Module: EmscriptenModule;
  readonly waitReady: Promise<void>;
  execProtocolRawSync(message: Uint8Array): Uint8Array;
  close(): Promise<void>;
}

/** What an instance is made with. */
export interface DatabaseOptions {
  readonly fs: {
    init(database: Database, options: EmscriptenModule): Promise<{ emscriptenOpts: EmscriptenModule }>;
    initialSyncFs(): Promise<void>;
    syncToFs(): Promise<void>;
    closeFs(): Promise<void>;
  };
  readonly fsBundle: { arrayBuffer(): Promise<ArrayBuffer> };
  readonly pgliteWasmModule: WebAssembly.Module;
  readonly initdbWasmModule: WebAssembly.Module;
  readonly database: string;
  readonly startParams: readonly string[];
  readonly initialMemory: number;
  readonly onStderr: (text: string) => boolean;
}

/** The class of the package. */
export interface DatabaseClass {
  new (options: DatabaseOptions): Database;
  readonly defaultStartParams: readonly string[];
}
