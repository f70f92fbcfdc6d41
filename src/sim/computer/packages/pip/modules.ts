// The code of Python packages that is simulated: what `pip install` writes below site-packages.
//
// To add a library: put its files into a module of its own beside this file, with a default-free export
// `files: ModuleFiles`, and name it here by the project's normalised name (small letters, `-` for `_` and `.`):
//
//   flask: async () => (await import('./modules/flask.ts')).files,
//
// The function must be a constant, as here: it is loaded when the project is first installed, and then remembered.
// A project without code installs its metadata and modules that raise `not simulated: <project>` when imported.

/** Files by path below site-packages: `flask/__init__.py` → its text. */
export type ModuleFiles = Readonly<Record<string, string>>;

/** What loads the code of a project, by normalised name. */
export const moduleLoaders: Readonly<Record<string, () => Promise<ModuleFiles>>> = {
  requests: async () => (await import('./modules/requests.ts')).files,
};

/** The files of a module that stands in for code which is not simulated. */
export const stubOf = (project: string, module: string): string =>
  `raise ImportError("not simulated: ${project}", name="${module}")\n`;
