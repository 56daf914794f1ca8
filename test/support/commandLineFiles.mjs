// What of the bundles the command line's package has, besides the parts that these share.
import { packedFiles } from './packedFiles.mjs';

const threads = ['sourceThread.js', 'readerThread.js', 'nodeThread.js', 'profileThread.js', 'heapDumpThread.js'];

/** What `leaklens` loads; `test/package/commandLinePackage.test.ts` runs it from where it is installed. */
export const commandLineBundles = ['cli.js', 'commandLine.js', 'mcp.js', ...threads];

/** Folder of the bundles with the notices and the bill of materials that are those of the command line alone. */
export const commandLineNotices = 'commandLineNotices';

/** @param {string} name of a file in the folder of the bundles */
export function isOfCommandLine(name) {
  return commandLineBundles.includes(name) || packedFiles.includes(name) || /^part-.*\.js$/.test(name);
}
