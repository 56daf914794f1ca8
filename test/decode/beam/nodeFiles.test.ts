// Files of a node's snapshot: what is written is read, what anybody else wrote is refused with the place that is wrong.
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { nodeFiles } from '../../../src/decode/beam/nodeFiles';
import { LeakLensError } from '../../../src/shared/model/errors';
import type { KeptNode, KeptProcesses } from '../../../src/shared/model/beam/keptNode';
import type { NodeProcess } from '../../../src/shared/model/beam/nodeProcess';

const kinds = { total: 9, processes: 4, processesUsed: 4, system: 5, atom: 1, atomUsed: 1, binary: 1, code: 1, ets: 1 };
const counted = { now: 3, limit: 10 };

const node: KeptNode = {
  look: {
    identity: { name: 'shop@db.example', creation: 7, release: '27', version: '15.2', uptimeMillis: 1000 },
    memory: kinds,
    allocators: [{ name: 'eheap_alloc', blocks: 3, carriers: 4 }],
    counts: { processes: counted, ports: counted, atoms: counted, tables: counted },
    runQueue: 0,
  },
  longestMailbox: 5,
};

const processes: KeptProcesses = {
  total: 40,
  rows: [
    {
      ...{
        pid: '<0.9.0>',
        name: 'pool',
        memory: 100,
        queue: 5,
        reductions: 10,
        monitoredBy: null,
        binaryBytes: 0,
        liveBytes: null,
        youngBytes: null,
      },
      label: `{session, "ann@example.com", 4711, <0.9.0>, 'Ann B', eu`,
      ancestors: [{ name: 'shop_sup', call: { module: 'supervisor', name: 'shop_sup', arity: 1 } }],
      initialCall: { module: 'pool', name: 'init', arity: 1 },
      stack: [{ module: 'pool', name: 'work', arity: 2, file: '/home/anna/shop/src/pool.erl', line: 12 }],
      monitors: {
        count: 9,
        distinct: 1,
        remote: 9,
        most: [{ other: 'till @ till@pay.example', isRemote: true, count: 9 }],
      },
    },
  ],
};

const file = (bytes: Uint8Array) => ({ bytes, subject: 'a file', maxBytes: 2 ** 20 });

describe('files of a node', () => {
  it('are read as they were written', () => {
    expect(nodeFiles.readNode(file(nodeFiles.writeNode(node)))).toEqual(node);
    expect(nodeFiles.readProcesses(file(nodeFiles.writeProcesses(processes)))).toEqual(processes);
  });

  it('are given away without machines and accounts, with the names that find a leak', () => {
    const redacted = nodeFiles.redact('processes.json.gz', file(nodeFiles.writeProcesses(processes)));
    const [row] = nodeFiles.readProcesses(file(redacted.bytes)).rows;
    expect(row?.stack[0]?.file).toBe('/home/user/shop/src/pool.erl');
    expect(row?.monitors?.most[0]?.other).toBe('till @ node@host');
    expect([row?.name, row?.initialCall?.module, redacted.counts.accounts]).toEqual(['pool', 'pool', 1]);
    expect([row?.label, redacted.counts.labels]).toEqual(['{session, _, _, _, _, eu', 1]);
    expect(row?.ancestors).toEqual(processes.rows[0]?.ancestors);
    const { bytes } = nodeFiles.redact('node.json.gz', file(nodeFiles.writeNode(node)));
    expect(JSON.stringify(nodeFiles.readNode(file(bytes)))).not.toContain('db.example');
  });

  it('keep nothing of a label that was cut within a text', () => {
    const [whole] = processes.rows;
    const cut = { ...processes, rows: [{ ...whole!, label: 'x "ann@exa…' }] };
    const { bytes } = nodeFiles.redact('processes.json.gz', file(nodeFiles.writeProcesses(cut)));
    expect(nodeFiles.readProcesses(file(bytes)).rows[0]?.label).toBe('x _');
  });

  it('of versions that knew of neither labels nor ancestors are read', () => {
    const older = { ...processes, rows: processes.rows.map(withoutOrigin) };
    expect(nodeFiles.readProcesses(file(nodeFiles.writeProcesses(older)))).toEqual(older);
  });

  it.each([
    ['nothing', new Uint8Array(), 'no JSON'],
    ['no JSON', gzipSync('{'), 'no JSON'],
    ['a list', gzipSync('[]'), 'look is not|it is not an object'],
    ['an object of something else', gzipSync('{"look":{"identity":{"name":7}}}'), 'look.identity.name is not a text'],
    ['a number that is none', gzipSync(JSON.stringify({ ...node, longestMailbox: null })), 'longestMailbox is not'],
    ['a name of every object', gzipSync('{"look":{"identity":{}}}'), 'look.identity.name is not'],
  ])('are refused that hold %s', (_what, bytes, detail) => {
    const read = () => nodeFiles.readNode(file(bytes));
    expect(read).toThrow(LeakLensError);
    expect(read).toThrow(new RegExp(detail));
  });

  it('are refused that are larger than a person allows once they are unpacked', () => {
    const read = () => nodeFiles.readProcesses(file(gzipSync(Buffer.alloc(2 ** 21, 32))));
    expect(read).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ kind: 'too-large' }) as object }),
    );
  });

  it('of another name are none of a node', () => {
    expect(() => nodeFiles.redact('heap.pb.gz', file(nodeFiles.writeNode(node)))).toThrow(LeakLensError);
  });
});

function withoutOrigin(process: NodeProcess): NodeProcess {
  const row: { -readonly [name in keyof NodeProcess]: NodeProcess[name] } = { ...process };
  delete row.label;
  delete row.ancestors;
  return row;
}
