// Type-checked lint for every TypeScript file. The sizes mirror CONTRIBUTING.md; the fence between rooms is
// dependency-cruiser's work (.dependency-cruiser.cjs), because it sees type-only imports too.
import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

const sizes = {
  'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', 4],
};

/** Time is a port: the entries pass the real one in, so that tests own it. */
const clock = [
  ...[
    "MemberExpression[object.name='Date'][property.name='now']",
    "NewExpression[callee.name='Date'][arguments.length=0]",
  ],
  ...["CallExpression[callee.name='Date']", "VariableDeclarator[init.name='Date']"],
].map((selector) => ({ selector, message: 'The time of day comes in as a Clock (src/shared/ports/clock.ts).' }));

const stopwatch = [
  "MemberExpression[object.name='performance'][property.name='now']",
  "MemberExpression[property.name='hrtime']",
].map((selector) => ({ selector, message: 'Time comes in as a Clock (src/shared/ports/clock.ts).' }));

const waiting = [
  'AwaitExpression',
  ':function[async=true]',
  'ForOfStatement[await=true]',
  "NewExpression[callee.name='Promise']",
].map((selector) => ({ selector, message: 'analyse and shared never wait: whoever asks them does.' }));

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.vscode-test/', '.test-out/', 'coverage/', 'test/fixtures/'] },
  eslint.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './webview/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      ...sizes,
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    // The editor draws icons and links from what messages and picks say, which may hold names from outside.
    files: ['src/host/**'],
    ignores: ['src/host/base/prompts.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['showInformationMessage', 'showWarningMessage', 'showErrorMessage'],
        ...['showQuickPick', 'setStatusBarMessage', 'withProgress'],
      ].map((rule) => (rule === 'error' ? rule : { object: 'window', property: rule, message: 'See prompts.ts.' })),
    },
  },
  {
    // A describe block is a chapter, not a function; scripts and the command line print.
    files: ['test/**'],
    rules: { 'max-lines-per-function': 'off', 'no-console': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    // Files are read in src/disk alone, where a read cannot go on without end.
    files: ['src/**'],
    ignores: ['src/disk/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: ['node:fs/promises', 'node:fs', 'fs', 'fs/promises'].map((name) => ({
            name,
            importNames: [
              'default',
              'promises',
              'open',
              'openAsBlob',
              'openSync',
              'readFile',
              'readFileSync',
              'createReadStream',
            ],
            message: 'Read files by what stands in src/disk: it stops at a limit, whatever the file is.',
          })),
        },
      ],
    },
  },
  {
    // What needs no import passes the other fence.
    files: ['src/**', 'webview/**'],
    ignores: ['src/sources/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'].map((name) => ({
          name,
          message: 'The network belongs to src/sources: it knows limits, proxies, secrets and whom may be asked.',
        })),
      ],
    },
  },
  {
    files: ['src/**', 'webview/**'],
    // The machine's clock itself, and the panel's entry.
    ignores: ['src/systemClock.ts', 'webview/trends/main.tsx'],
    rules: { 'no-restricted-syntax': ['error', ...clock, ...stopwatch] },
  },
  {
    // Pure: what they know is handed to them, and what they answer is there at once.
    files: ['src/analyse/**', 'src/shared/**'],
    rules: { 'no-restricted-syntax': ['error', ...clock, ...stopwatch, ...waiting] },
  },
  {
    // They measure how long something takes, or took: an answer, a parse, the activation; and for how long a look at the disk is good.
    files: [
      'src/extension.ts',
      'src/sources/erlang/commandNode.ts',
      'src/sources/erlang/erlangConnector.ts',
      'src/sources/inputs/fileInput.ts',
      'src/sources/net/httpGet.ts',
      'src/sources/processes/localProcess.ts',
      'src/syntax/**/goParser.ts',
      'src/syntax/**/holdersAcross.ts',
      'src/syntax/**/libraryAnswerer.ts',
      'src/syntax/**/modulePackages.ts',
      'src/syntax/**/sourceIndex.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', ...clock] },
  },
  {
    // What is opened here is opened to write.
    files: ['src/store/files/durableFile.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  { files: ['**/*.mjs', '**/*.cjs', '**/*.js'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['**/*.mjs', '**/*.cjs', '**/*.js'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', module: 'readonly', URL: 'readonly' } },
  },
);
