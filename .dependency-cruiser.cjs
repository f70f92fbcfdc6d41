// Which way imports may go: ui → sharing → lessons → sim and headless → sharing, lessons, sim; inside src/sim as the table below says.

/** What each room of src/sim may import besides itself, as regular expressions under src/sim/. */
const rooms = {
  kernel: [],
  oci: ['kernel/'],
  machines: [],
  computer: ['kernel/'],
  registry: ['oci/', 'kernel/'],
  engine: ['computer/', 'oci/', 'machines/', 'kernel/'],
  // The client meets the engine and the registry only in messages.
  cli: ['computer/', 'oci/(reference|digest|tar-|gzip|media-types|platform)', 'machines/', 'kernel/'],
};

/** Packages that have one home, or a few. A package that is not listed here may be imported from src/ui only. */
const packages = [
  { name: 'xstate', homes: '^src/(sim/machines|ui)/' },
  { name: 'unbash', homes: '^src/sim/computer/shell/' },
  { name: '@noble/hashes', homes: '^src/sim/' },
  { name: 'fflate', homes: '^src/(sim|sharing|ui)/' },
  { name: 'yaml', homes: '^src/(sim/cli/compose/model|sim/computer/servers/applications|lessons|sharing)/' },
  { name: 'marked', homes: '^src/lessons/' },
  { name: '@electric-sql/pglite', homes: '^src/sim/computer/postgres/' },
  { name: 'sql.js', homes: '^src/sim/computer/mysql/' },
  { name: 'php-parser', homes: '^src/sim/computer/php/' },
  { name: 'figlet', homes: '^src/sim/computer/programs/banners\\.ts$' },
];

const folderOf = (packageName) => `(^|/)node_modules/${packageName}/`;

module.exports = {
  forbidden: [
    ...Object.entries(rooms).map(([room, allowed]) => ({
      name: `sim-${room}`,
      severity: 'error',
      comment: `src/sim/${room} imports ${['itself', ...allowed].join(', ')} and nothing else of the project.`,
      from: { path: `^src/sim/${room}/` },
      to: { path: '^(src|scripts|tests)/', pathNot: [`${room}/`, ...allowed].map((path) => `^src/sim/${path}`) },
    })),
    {
      name: 'sim-knows-no-screen',
      severity: 'error',
      comment: 'The simulation imports nothing from outside src/sim.',
      from: { path: '^src/sim/' },
      to: { path: '^(src|scripts|tests)/', pathNot: '^src/sim/' },
    },
    {
      name: 'lessons-import-sim',
      severity: 'error',
      comment: 'The courses build on the simulation alone.',
      from: { path: '^src/lessons/' },
      to: { path: '^(src|scripts|tests)/', pathNot: '^src/(lessons|sim)/' },
    },
    {
      name: 'sharing-imports-lessons-and-sim',
      severity: 'error',
      comment: 'What leaves and enters is the same in the page and in Node.',
      from: { path: '^src/sharing/' },
      to: { path: '^(src|scripts|tests)/', pathNot: '^src/(sharing|lessons|sim)/' },
    },
    {
      name: 'headless-imports-sharing-lessons-and-sim',
      severity: 'error',
      comment: 'What runs in Node has no use for the page.',
      from: { path: '^src/headless/' },
      to: { path: '^(src|scripts|tests)/', pathNot: '^src/(headless|sharing|lessons|sim)/' },
    },
    {
      name: 'ui-imports-sharing-lessons-and-sim',
      severity: 'error',
      comment: 'The page runs in a browser: nothing from the Node entry points.',
      from: { path: '^src/ui/' },
      to: { path: '^(src|scripts|tests)/', pathNot: '^src/(ui|sharing|lessons|sim)/' },
    },
    {
      name: 'node-only-in-headless',
      severity: 'error',
      comment: 'Only the Node entry points may use what Node brings.',
      from: { path: '^src/', pathNot: '^src/headless/' },
      to: { dependencyTypes: ['core'] },
    },
    ...packages.map(({ name, homes }) => ({
      name: `home-of-${name}`,
      severity: 'error',
      comment: `${name} is imported where it is at home, and hidden from the rest.`,
      from: { path: '^src/', pathNot: homes },
      to: { path: folderOf(name) },
    })),
    {
      name: 'packages-of-the-page',
      severity: 'error',
      comment: 'Every other package (Svelte, D3, the terminal, storage) belongs to the page.',
      from: { path: '^src/', pathNot: '^src/ui/' },
      to: { path: '(^|/)node_modules/', pathNot: packages.map(({ name }) => folderOf(name)) },
    },
    {
      name: 'no-package-of-development',
      severity: 'error',
      comment: 'What ships cannot rest on a package that is there for development only.',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-cycle',
      severity: 'error',
      comment: 'Two files that need each other when they run are one file, or miss a third. Types may name each other.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'Every import leads somewhere.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // What runs inside the JavaScript engine of the simulation has modules of its own.
    exclude: { path: '^src/sim/computer/(node/library|packages/npm/modules)/.*[.]js$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'svelte', 'browser', 'default', 'types'],
    },
  },
};
