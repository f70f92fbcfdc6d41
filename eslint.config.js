// The linter's rules: the strict, type-aware set of typescript-eslint, Svelte's own, and what keeps the simulation deterministic.
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const extensions = {
  selector: 'ImportDeclaration[source.value=/^\\.{1,2}\\u002F(?!.*\\.(?:ts|js|mjs|svelte|json|css)(?:\\?\\w+)?$)/]',
  message: 'A relative import names the file with its extension.',
};

/** What would make two runs of one session differ: the machine's clock, its randomness, its language and its time zone. */
const nondeterminism = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: "Time is the kernel's." },
  { selector: "CallExpression[callee.name='Date']", message: "Time is the kernel's." },
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: "Time is the kernel's." },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: "Randomness is the kernel's." },
  {
    selector: 'CallExpression > MemberExpression[property.name=/^(?:toLocale\\w+|localeCompare)$/]',
    message: "The result depends on the machine's language: compare code units, or write the format out.",
  },
  {
    selector:
      'CallExpression > MemberExpression[property.name=/^(?:[gs]et(?:Date|Day|FullYear|Hours|Minutes|Month|Seconds|Milliseconds|TimezoneOffset))$/]',
    message: "The result depends on the machine's time zone: use the UTC methods.",
  },
];

export default defineConfig(
  globalIgnores([
    'dist/',
    'coverage/',
    'test-results/',
    'playwright-report/',
    'tests/transcripts/',
    'tests/sim/computer/node/programs/',
  ]),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.svelte'] },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-syntax': ['error', extensions],
      'object-shorthand': 'error',
      'prefer-template': 'error',
      // Terminals speak in control characters.
      'no-control-regex': 'off',
      // A task is a generator even where it has nothing to wait for.
      'require-yield': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // Spreading a text into its code points is what is meant.
      '@typescript-eslint/no-misused-spread': 'off',
      // Walking down an immutable tree starts at `this`.
      '@typescript-eslint/no-this-alias': 'off',
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      // There are no enums here: the compiler's `erasableSyntaxOnly` refuses them, and looking for them takes long.
      '@typescript-eslint/no-mixed-enums': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      // It recurses without end over types that contain themselves.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // A branded result type is chosen by a parameter that stands nowhere else.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // It asks for the `!` that another rule forbids.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // An empty text, 0 and false are often what `||` is meant to replace.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: tseslint.parser, svelteConfig },
    },
  },
  { files: ['src/sim/**'], rules: { 'no-restricted-syntax': ['error', extensions, ...nondeterminism] } },
  { files: ['src/headless/**', 'bin/**', 'scripts/**', 'tests/bench/**'], rules: { 'no-console': 'off' } },
  {
    // Plain JavaScript that Node runs before anything is installed; `tsc -p scripts` checks its types.
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
  },
  // TypeScript knows better which names are defined there.
  { files: ['scripts/**'], rules: { 'no-undef': 'off' } },
  {
    // What runs inside the JavaScript engine of the simulation: CommonJS of its own, without types.
    files: ['src/sim/computer/node/library/**/*.js', 'src/sim/computer/packages/npm/modules/**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { ...globals.node, sys: 'readonly', internal: 'readonly' },
      parserOptions: { projectService: false },
    },
    rules: {
      'no-console': 'off',
      eqeqeq: 'off',
      'no-redeclare': 'off',
      'no-restricted-syntax': 'off',
      'no-unused-expressions': 'off',
      'no-useless-assignment': 'off',
      'preserve-caught-error': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
      'svelte/no-inner-declarations': 'off',
      'no-undef': 'error',
      'prefer-template': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-require-imports': 'off',
      '@typescript-eslint/unified-signatures': 'off',
      '@typescript-eslint/class-literal-property-style': 'off',
    },
  },
);
