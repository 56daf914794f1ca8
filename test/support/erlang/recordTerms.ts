// Answers of a real node, byte by byte, for the readers' tests and the fuzzer: `npm run record terms`. Argument: the folder.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { termCodec } from '../../../src/decode/etf/termCodec';
import { atom, fun, type Term } from '../../../src/shared/model/beam/term';
import type { TermCodec } from '../../../src/shared/ports/termCodec';
import { createErlangConnector } from '../../../src/sources/erlang/erlangConnector';
import { startErlangMachine } from './realNode';

const items = [
  'registered_name',
  'initial_call',
  'current_function',
  'current_stacktrace',
  'message_queue_len',
  'memory',
];
const more = [
  'total_heap_size',
  'status',
  'links',
  'monitors',
  'monitored_by',
  'binary',
  'dictionary',
  'garbage_collection',
];

type Question = readonly [name: string, module: string, call: string, ...args: readonly Term[]];

/** What a round asks, and what is odd among terms. */
const questions: readonly Question[] = [
  ['memory', 'erlang', 'memory'],
  ['allocators', 'erlang', 'system_info', { kind: 'tuple', items: [atom('allocator_sizes'), atom('binary_alloc')] }],
  ['processes', 'erlang', 'processes'],
  ['ports', 'erlang', 'ports'],
  ['tables', 'ets', 'all'],
  ['loaded', 'code', 'all_loaded'],
  ['funs', 'erlang', 'apply', fun('erlang', 'make_fun', 3), [atom('lists'), atom('map'), 2]],
  ['closure', 'erl_eval', 'new_bindings'],
  ['big', 'erlang', 'bsl', 1, 200],
  ['float', 'math', 'pi'],
  ['bits', 'erlang', 'list_to_bitstring', [new Uint8Array([1, 2, 3])]],
  ['map', 'maps', 'from_list', [{ kind: 'tuple', items: [atom('a'), 1] }]],
  ['improper', 'lists', 'append', [1, 2], atom('tail')],
  ['undef', 'no_such', 'thing'],
];

async function recordTerms(directory: string): Promise<void> {
  const machine = await startErlangMachine();
  mkdirSync(directory, { recursive: true });
  try {
    const { environment, homeDirectory, cookie } = await machine.start({ name: 'terms' });
    let last = new Uint8Array();
    const codec: TermCodec = {
      ...termCodec,
      read(bytes, offset, subject) {
        const read = termCodec.read(bytes, offset, subject);
        last = bytes.slice(offset, read.end);
        return read;
      },
    };
    const connector = createErlangConnector({ codec, environment, homeDirectory });
    const limits = { cookie, timeoutMillis: 10_000, maxBodyBytes: 2 ** 24 };
    const node = await connector.connect('beam:terms@localhost', limits, AbortSignal.timeout(60_000));
    const ask = async ([name, module, call, ...args]: Question) => {
      await node.call({ module, name: call, args }, AbortSignal.timeout(10_000)).catch(() => undefined);
      writeFileSync(join(directory, `${name}.etf`), last);
    };
    for (const question of questions) await ask(question);
    const { term: pids } = await node.call(
      { module: 'erlang', name: 'processes', args: [] },
      AbortSignal.timeout(10_000),
    );
    const asked = (pids as readonly Term[]).map(() => [...items, ...more].map(atom));
    await ask(['details', 'lists', 'zipwith', fun('erlang', 'process_info', 2), pids, asked]);
    node.dispose();
  } finally {
    await machine.dispose();
  }
}

void recordTerms(process.argv[2] ?? '').catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
