// The code of Node.js packages that is simulated: what `npm install` writes below node_modules/<name>.
//
// To add a library: put its files into a module of its own beside this file, with an export `files: ModuleFiles`, and name it here
// by the package's name:
//
//   express: async () => (await import('./modules/express.ts')).files,
//
// The function must be a constant, as here: it is loaded when the package is first installed, and then remembered. When the
// files have no `package.json` one is made, with `index.js` as its main file and `bin/<program>.js` for each program.
// A package without code gets an `index.js` that throws `not simulated: <name>`.

/** Files by path below the package's directory: `lib/express.js` → its text. */
export type ModuleFiles = Readonly<Record<string, string>>;

/** What loads the code of a package, by name. */
export const moduleLoaders: Readonly<Record<string, () => Promise<ModuleFiles>>> = {};

/** The text of a file that stands in for code which is not simulated. */
export const stubOf = (name: string): string => `throw new Error('not simulated: ${name}');\n`;
