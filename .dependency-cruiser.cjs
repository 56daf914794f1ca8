// The fence: each room owns one outside power and imports only `shared`. See ARCHITECTURE.md, "The house".
const rooms = 'shared|disk|threads|sources|decode|analyse|store|syntax|words|follow|lsp|cli|host';

/** Paths of an npm package, types included: `import type` from @types/x is an import of x. */
const npm = (names) => `node_modules/(@types/)?(${names})(/|$)|^(@types/)?(${names})$`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'rooms-import-only-shared',
      comment: 'A room that imports another room has two owners. Pass what it needs through an entry file.',
      severity: 'error',
      from: { path: `^src/(${rooms})/` },
      to: { path: `^src/`, pathNot: ['^src/$1/', '^src/shared/', '^src/disk/'] },
    },
    {
      name: 'only-store-and-sources-use-the-disk',
      severity: 'error',
      from: { path: '^(src|webview)/', pathNot: '^src/(disk|store|sources)/' },
      to: { path: '^src/disk/' },
    },
    {
      name: 'vscode-only-in-host',
      comment: 'The engine runs in any editor and in none.',
      severity: 'error',
      from: { path: '^(src|webview)/', pathNot: ['^src/host/', '^src/extension\\.ts$'] },
      to: { path: npm('vscode') },
    },
    {
      name: 'pure-rooms-import-no-package',
      comment: 'shared and analyse are plain TypeScript: they run in a webview, a worker and a test alike.',
      severity: 'error',
      from: { path: '^src/(shared|analyse)/' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-peer', 'npm-optional', 'npm-no-pkg', 'npm-unknown', 'core'] },
    },
    {
      name: 'only-sources-fetches',
      severity: 'error',
      from: { path: '^(src|webview)/', pathNot: '^src/sources/' },
      to: { path: '^(node:)?(http|https|http2|net|tls|dgram|dns|child_process)$' },
    },
    {
      name: 'only-store-and-sources-touch-files',
      comment: 'disk reads files; sources looks into /proc for local processes; everything else on disk is the store.',
      severity: 'error',
      from: { path: '^(src|webview)/', pathNot: '^src/(disk|store|sources)/' },
      to: { path: '^(node:)?fs(/promises)?$' },
    },
    {
      name: 'one-room-for-threads',
      severity: 'error',
      from: { path: '^(src|webview)/', pathNot: '^src/threads/' },
      to: { path: '^(node:)?worker_threads$' },
    },
    {
      name: 'one-room-for-the-parser',
      severity: 'error',
      from: { path: '^(src|webview)/', pathNot: '^src/syntax/' },
      to: { path: npm('@vscode/tree-sitter-wasm') },
    },
    {
      name: 'webview-imports-only-shared',
      severity: 'error',
      from: { path: '^webview/' },
      to: { path: '^src/', pathNot: '^src/shared/' },
    },
    {
      name: 'nobody-imports-the-webview',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^webview/' },
    },
    {
      name: 'one-adapter-for-the-toolkit',
      comment: 'Its repository is archived: leaving it must stay a change to one file.',
      severity: 'error',
      from: { pathNot: ['^webview/controls\\.tsx$', '^node_modules/'] },
      to: { path: npm('@vscode/webview-ui-toolkit') },
    },
    {
      name: 'no-second-fast-element',
      severity: 'error',
      from: { path: '^(src|webview)/' },
      to: { path: npm('@microsoft/fast-element') },
    },
    {
      name: 'product-imports-no-test',
      severity: 'error',
      from: { path: '^(src|webview)/' },
      to: { path: '^test/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unlisted-package',
      severity: 'error',
      from: { path: '^(src|webview)/', pathNot: ['^src/host/', '^src/extension\\.ts$'] },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|\\.vscode-test|\\.test-out)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
