// The fence: each room owns one outside power and imports only `shared`. See ARCHITECTURE.md, "The house": its table says the
// same as what stands here, and test/package/fence.test.ts plants an import of everything in every room to see that it does.
const rooms = 'shared|disk|threads|sources|decode|analyse|layout|store|syntax|words|follow|engine|lsp|mcp|cli|host';

/** Paths of an npm package, types included: `import type` from @types/x is an import of x. */
const npm = (names) => `node_modules/(@types/)?(${names})(/|$)|^(@types/)?(${names})(/|$)`;

/** The files and folders that may import a package, and nothing else may. */
const packageOwners = {
  vscode: ['src/host/', 'src/extension.ts'],
  'vscode-languageclient': ['src/host/'],
  'vscode-languageserver': ['src/lsp/', 'src/languageServer.ts'],
  'vscode-languageserver-textdocument': ['src/lsp/'],
  protobufjs: ['src/decode/'],
  '@vscode/tree-sitter-wasm': ['src/syntax/'],
  '@modelcontextprotocol/server': ['src/mcp/'],
  zod: ['src/mcp/'],
  '@vscode/l10n': ['src/words/', 'src/lsp/', 'src/cli/', 'src/cli.ts', 'webview/'],
  '@vscode/webview-ui-toolkit': ['webview/base/controls.tsx'],
  preact: ['webview/'],
  '@preact/signals': ['webview/'],
  uplot: ['webview/'],
  re2js: ['src/analyse/'],
  '@hpcc-js/wasm-graphviz': ['src/layout/'],
  '@dagrejs/dagre': ['src/layout/'],
  '@tanstack/virtual-core': ['webview/'],
};

/** The modules of Node that a room may import, those below their names included. What is not named here may import none. */
const nodeModules = {
  'src/disk/': 'fs|path|process',
  'src/threads/': 'worker_threads',
  'src/sources/': '(?!worker_threads).*',
  'src/decode/': 'zlib',
  'src/store/': 'crypto|fs|module|os|path|process|util|zlib',
  'src/lsp/': 'path|url',
  'src/cli/': 'util',
  'src/host/': 'crypto|os|process',
  'src/cli.ts': 'path|process',
  'src/leaklens.ts': 'process',
  'src/openEngine.ts': 'path|process',
  'src/mcp.ts': 'process',
  'src/agentTools.ts': 'path|process',
  'src/joinEngine.ts': 'net|process',
  'src/sourceThread.ts': 'path',
  'src/extension.ts': 'perf_hooks',
};

/** The folders of a room, each with those of the same room that it may import: arrows go one way. No folder imports a file beside it. */
const innerWalls = {
  'src/shared/': { model: [], base: ['model'], wires: ['model'], ports: ['model', 'base'] },
  'src/engine/': {
    lines: [],
    states: [],
    sessions: ['lines', 'states'],
    hints: ['lines'],
    findings: ['lines', 'states'],
    snapshots: [],
    profiles: [],
    past: ['hints', 'lines', 'sessions', 'snapshots', 'states'],
    archives: [],
    services: ['archives', 'sessions'],
    tests: [],
    holders: [],
  },
  'src/host/': {
    base: [],
    engine: ['base'],
    reach: ['base', 'engine'],
    targets: ['base', 'engine', 'reach'],
    connect: ['base', 'engine', 'reach', 'targets'],
    agents: ['base', 'engine'],
    findings: ['base', 'engine', 'targets'],
    snapshots: ['base', 'engine', 'targets', 'findings'],
    hints: ['base', 'engine'],
    trends: ['base', 'engine', 'targets'],
    profiles: ['base', 'engine', 'targets', 'snapshots'],
    tests: ['base', 'engine'],
  },
  'src/sources/': {
    base: [],
    binary: [],
    secrets: [],
    net: ['base', 'secrets'],
    processes: ['base', 'binary', 'secrets'],
    git: ['processes'],
    gotest: ['base', 'processes'],
    goref: ['base', 'processes'],
    heapdump: ['processes'],
    erlang: ['base', 'net', 'processes', 'secrets'],
    pprof: ['base', 'net', 'processes'],
    archive: ['base', 'net', 'pprof'],
    inputs: ['base', 'net', 'pprof', 'archive'],
    kubernetes: ['base', 'pprof', 'processes'],
  },
  'src/store/': {
    files: [],
    snapshots: ['files'],
    series: ['files'],
    past: ['files'],
    findings: ['files'],
    go: ['files'],
    beam: ['files'],
  },
  'src/cli/': {
    base: [],
    text: [],
    arguments: ['base'],
    findings: ['base'],
    profiles: ['base', 'text', 'arguments'],
    doctor: ['base', 'text', 'arguments'],
    tests: ['base', 'text', 'arguments', 'findings'],
    completions: ['base', 'arguments'],
    commands: ['base', 'text', 'arguments', 'findings', 'profiles'],
  },
  'src/syntax/': { go: [], erlang: [] },
  'src/syntax/go/': {
    outline: [],
    tree: [],
    package: ['outline', 'tree'],
    slices: ['outline', 'tree', 'package'],
    waits: ['tree', 'package'],
    keepers: ['tree', 'package'],
    holders: ['tree', 'package'],
    retention: ['outline', 'tree', 'package', 'libraries'],
    libraries: ['outline', 'tree', 'package', 'waits'],
    patterns: ['tree', 'package', 'waits', 'keepers', 'libraries'],
    fixes: ['tree', 'package', 'waits', 'patterns'],
    answers: [
      'outline',
      'tree',
      'package',
      'slices',
      'waits',
      'keepers',
      'holders',
      'retention',
      'libraries',
      'patterns',
      'fixes',
    ],
  },
  'src/words/': {
    base: [],
    problems: ['base'],
    findings: ['base'],
    lines: ['base'],
    services: ['base', 'findings'],
    snapshots: [],
    go: ['base', 'findings', 'lines', 'snapshots'],
    beam: ['base', 'snapshots'],
  },
  'src/words/go/': { capabilities: [], findings: [], lines: [], snapshots: ['capabilities', 'findings', 'lines'] },
  'src/follow/': { pace: [], go: ['pace'], beam: ['pace'] },
  'src/follow/beam/': {
    questions: [],
    measures: ['questions'],
    places: [],
    readers: ['questions', 'measures'],
    moments: ['places'],
  },
  'src/follow/go/': {
    moments: ['rounds'],
    schedules: [],
    rounds: [],
    paths: [],
    source: [],
    readers: ['source'],
    tests: ['source'],
    history: ['paths', 'source'],
  },
  'src/analyse/': {
    base: [],
    numbers: [],
    sites: ['numbers'],
    history: ['numbers'],
    judge: ['numbers'],
    paths: [],
    reports: ['base', 'numbers'],
    views: ['base', 'numbers', 'reports'],
    go: ['base', 'numbers', 'sites', 'history', 'judge', 'paths'],
    beam: ['numbers', 'judge'],
  },
  'src/analyse/go/': {
    base: [],
    paths: [],
    sites: ['base', 'paths'],
    history: ['base', 'sites'],
    drafts: ['base', 'sites', 'history'],
    judge: ['base', 'sites', 'history', 'drafts'],
    tests: ['base', 'sites', 'history', 'drafts'],
    processes: ['base'],
    retention: [],
    heapdump: ['sites'],
  },
  'src/analyse/go/drafts/': { base: [], waits: ['base'], heap: ['base'] },
  'src/decode/': {
    base: [],
    text: [],
    proto: ['base'],
    legacy: ['base'],
    formats: ['base', 'text', 'proto', 'legacy'],
    metrics: ['base'],
    redact: ['base', 'proto', 'formats'],
    etf: ['base'],
    beam: ['base', 'redact'],
    go: ['base', 'text', 'proto', 'formats', 'metrics', 'redact'],
  },
  'src/decode/go/': {
    goroutines: [],
    gctrace: [],
    memory: [],
    profiles: [],
    heapdump: [],
    tests: [],
    redact: ['goroutines'],
  },
  'webview/': { base: [], trends: ['base'], profile: ['base'], report: ['base', 'profile'] },
};

/** What is true of one runtime: in each room that needs it a folder of its name, and one file in `src/runtimes` that puts it together. */
const runtimes = 'go|beam';

/** The rooms of which a runtime is put together: its faces (lsp, cli, host) are none of them. */
const roomsOfRuntimes = 'sources|decode|analyse|store|syntax|words|follow';

const startsWith = (path) => `^${path.replaceAll('.', '\\.')}${path.endsWith('/') ? '' : '$'}`;

const onePackageOneOwner = Object.entries(packageOwners).map(([name, owners]) => ({
  name: `only-its-owners-import-${name.replace(/^@/, '').replace('/', '-')}`,
  severity: 'error',
  from: { path: '^(src|webview)/', pathNot: owners.map(startsWith) },
  to: { path: npm(name) },
}));

const nodeModulesByRoom = Object.entries(nodeModules).map(([room, modules]) => ({
  name: `modules-of-node-in-${room.replace(/^src\/|\/$/g, '')}`,
  comment: 'Node is the outside power of few rooms. Ask the one that owns what you need.',
  severity: 'error',
  from: { path: startsWith(room) },
  to: { dependencyTypes: ['core'], pathNot: `^(node:)?(${modules})(/|$)` },
}));

const wallsInRooms = Object.entries(innerWalls).flatMap(([room, folders]) =>
  Object.entries(folders).map(([folder, below]) => ({
    name: `inside-${room.replace(/^src\/|\/$/g, '').replace('/', '-')}-${folder}`,
    comment: 'Inside a room the arrows go one way, too. Pass what the folder needs from above.',
    severity: 'error',
    from: { path: `^${room}${folder}/` },
    to: { path: `^${room}`, pathNot: `^${room}(${[folder, ...below].join('|')})/` },
  })),
);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...onePackageOneOwner,
    ...nodeModulesByRoom,
    ...wallsInRooms,
    {
      name: 'the-others-import-nothing-of-node',
      severity: 'error',
      from: { path: '^(src|webview)/', pathNot: Object.keys(nodeModules).map(startsWith) },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'protobufjs-without-its-compiler',
      comment: 'The full build makes code at run time, which a strict content security policy forbids.',
      severity: 'error',
      from: { path: '^src/decode/' },
      to: { path: 'node_modules/protobufjs/(?!minimal)' },
    },
    {
      name: 'product-imports-no-tool',
      comment: 'What only development needs is in no bundle. The types of vscode are all there is of it.',
      severity: 'error',
      from: { path: '^(src|webview)/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: npm('vscode') },
    },
    {
      name: 'rooms-import-only-shared',
      comment: 'A room that imports another room has two owners. Pass what it needs through an entry file.',
      severity: 'error',
      from: { path: `^src/(${rooms})/` },
      to: { path: `^src/`, pathNot: ['^src/$1/', '^src/shared/', '^src/disk/'] },
    },
    {
      name: 'runtimes-import-only-rooms',
      severity: 'error',
      from: { path: '^src/runtimes/' },
      to: { path: '^src/', pathNot: `^src/(runtimes|shared|${roomsOfRuntimes})/` },
    },
    {
      name: 'only-runtimes-know-a-runtime',
      comment:
        'The rest of a room knows no runtime by name: a port has to ask for what it needs, and `src/runtimes` brings it.',
      severity: 'error',
      from: { path: '^src/', pathNot: [`^src/(runtimes|[a-z]+/(${runtimes}))/`, '^src/[A-Za-z]+[.]ts$'] },
      to: { path: `^src/[a-z]+/(${runtimes})/` },
    },
    {
      name: 'the-model-knows-no-runtime',
      comment:
        'What is said of any target names no runtime: what only one has is a name that its specification brings.',
      severity: 'error',
      from: { path: '^src/shared/(model|wires)/', pathNot: `^src/shared/model/(${runtimes})/` },
      to: { path: `^src/shared/model/(${runtimes})/` },
    },
    {
      name: 'only-entries-pick-a-runtime',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/runtimes/', '^src/[A-Za-z]+[.]ts$'] },
      to: { path: '^src/runtimes/' },
    },
    {
      name: 'nothing-lies-below-the-disk',
      severity: 'error',
      from: { path: '^src/disk/' },
      to: { path: '^src/', pathNot: '^src/disk/' },
    },
    {
      name: 'only-store-and-sources-use-the-disk',
      severity: 'error',
      from: { path: '^(src|webview)/', pathNot: '^src/(disk|store|sources)/' },
      to: { path: '^src/disk/' },
    },
    {
      name: 'pure-rooms-import-no-package',
      comment:
        'shared and analyse are plain TypeScript: they run in a webview, a worker and a test alike. A package that analyse has is as pure.',
      severity: 'error',
      from: { path: '^src/(shared|analyse)/' },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-peer', 'npm-optional', 'npm-no-pkg', 'npm-unknown', 'core'],
        pathNot: npm('re2js'),
      },
    },
    {
      name: 'webview-imports-only-shared',
      comment: 'Ports are what the engine needs of the outside; a view has none of it.',
      severity: 'error',
      from: { path: '^webview/' },
      to: { path: '^src/', pathNot: '^src/shared/(model|wires|base)/' },
    },
    {
      name: 'nobody-imports-the-webview',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^webview/' },
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
