// Runs in a process of its own, bundled by fleetCheck.ts, because it reaches into src: expects of archives that run what the tests expect of
// those that they imitate, and says what does not hold.
import process from 'node:process';
import { parseArgs } from 'node:util';
import { checkArchive, failureLine } from './checkArchive';

const { values } = parseArgs({
  options: {
    parca: { type: 'string' },
    pyroscope: { type: 'string' },
    header: { type: 'string', multiple: true, default: [] },
  },
});
const headers = Object.fromEntries(
  values.header.map((line) => [line.slice(0, line.indexOf(':')).trim(), line.slice(line.indexOf(':') + 1).trim()]),
);
const addresses = (['parca', 'pyroscope'] as const).flatMap((kind) => {
  const url = values[kind];
  return url === undefined ? [] : [`${kind}:${url}`];
});
if (addresses.length === 0) {
  process.stderr.write("usage: npm run fleet-check -- --pyroscope URL --parca URL [--header 'X-Scope-OrgID: NAME']\n");
  process.exit(2);
}
let holds = true;
for (const address of addresses) {
  process.stdout.write(`${address}\n`);
  try {
    for (const { expected, instead } of await checkArchive({ address, headers })) {
      holds &&= instead === null;
      process.stdout.write(instead === null ? `  ok   ${expected}\n` : `  FAIL ${expected}: ${instead}\n`);
    }
  } catch (error) {
    holds = false;
    process.stdout.write(`  FAIL ${failureLine(error)}\n`);
  }
}
process.exit(holds ? 0 : 1);
