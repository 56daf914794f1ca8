// What of the bundles the command line's package has, besides the parts that these share.

const threads = ['sourceThread.js', 'readerThread.js', 'nodeThread.js', 'profileThread.js'];

/** What `leaklens` loads; `test/package/commandLinePackage.test.ts` runs it from where it is installed. */
export const commandLineBundles = ['cli.js', 'commandLine.js', 'mcp.js', ...threads];

/** Read seldom, and a fifth to a third smaller so than in a package. */
export const compressedFiles = [
  'report.js',
  'report.css',
  'reportEngine.js',
  'tree-sitter.wasm',
  'tree-sitter-go.wasm',
];

/** Folder of the bundles with the notices and the bill of materials that are those of the command line alone. */
export const commandLineNotices = 'commandLineNotices';

/** @param {string} name of a file in the folder of the bundles */
export function isOfCommandLine(name) {
  return commandLineBundles.includes(name) || compressedFiles.includes(name) || /^part-.*\.js$/.test(name);
}
