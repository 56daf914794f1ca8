// Runs in a process of its own: asks about waits in a large package, first and again, and prints what that took. Bundled by
// benchSource.ts, because it reaches into src.
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import process from 'node:process';
import { createSourceTree } from '../../../src/store/go/sourceTree';
import { readPackedBytes } from '../../../src/store/packedText';
import { createGoSourceReader } from '../../../src/syntax/go/answers/goSourceReader';

const [folder = '', files = '0'] = process.argv.slice(2);
/** As many lines as a round asks about. */
const questions = Math.min(40, Number(files));
const laterPolls = 60;

const wasm = dirname(createRequire(__filename).resolve('@vscode/tree-sitter-wasm/package.json'));
const reader = createGoSourceReader({
  tree: createSourceTree(),
  wasm: {
    runtime: join(wasm, 'wasm/tree-sitter.wasm'),
    language: join(wasm, 'wasm/tree-sitter-go.wasm'),
    read: readPackedBytes,
  },
});

function ask() {
  return Promise.all(
    Array.from({ length: questions }, (_, at) =>
      reader.explainWait({
        path: `${folder.replaceAll('\\', '/')}/big/f${at}.go`,
        line: 4,
        kind: 'chan-receive',
        function: `example.com/shop/big.Wait${at}`,
        spawn: null,
      }),
    ),
  );
}

/** User and system time of this process, ms. */
function cpuMillis(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function measure(): Promise<void> {
  const start = cpuMillis();
  const facts = await ask();
  const first = cpuMillis();
  for (let poll = 0; poll < laterPolls; poll += 1) await ask();
  const each = (cpuMillis() - first) / laterPolls;
  const named = facts.filter((each) => (each?.pattern ?? null) !== null).length;
  process.stdout.write(JSON.stringify({ once: first - start, each, named, questions }));
}

void measure();
