// What a node keeps after a peak is explained, and no leak.
import { describe, expect, it } from 'vitest';
import { retainedFinding } from '../../../src/analyse/beam/retainedFinding';
import type { NodeLook } from '../../../src/shared/model/beam/nodeMemory';

const megabytes = 1024 * 1024;
const counted = { now: 1, limit: 2 };
const none = { total: 0, processes: 0, processesUsed: 0, system: 0, atom: 0, atomUsed: 0, binary: 0, code: 0, ets: 0 };

const look = (...allocators: readonly (readonly [blocks: number, carriers: number])[]): NodeLook => ({
  identity: { name: 'shop@h', creation: 1, release: '27', version: '15', uptimeMillis: 0 },
  memory: none,
  allocators: allocators.map(([blocks, carriers], at) => ({
    name: `${at}_alloc`,
    blocks: blocks * megabytes,
    carriers: carriers * megabytes,
  })),
  counts: { processes: counted, ports: counted, atoms: counted, tables: counted },
  runQueue: 0,
});

const said = (node: NodeLook, wasFixed = false) => retainedFinding({ look: node, atMillis: 5, wasFixed });

describe('what the allocators keep', () => {
  it('is told where it is much, and more than what is in use', () => {
    expect(said(look([1, 140], [20, 30]))).toMatchObject({
      kind: 'retained-by-runtime',
      confidence: 'info',
      site: null,
      amount: { value: 149 * megabytes, unit: 'bytes' },
      rate: null,
      evidence: [
        { name: 'unused', value: 149 * megabytes },
        { name: 'blocks', value: 21 * megabytes },
        { name: 'carriers', value: 170 * megabytes },
      ],
    });
  });

  it('is not told where the node uses more than it keeps, where it is little, and where nobody knows', () => {
    expect(said(look([200, 300]))).toBeNull();
    expect(said(look([10, 60]))).toBeNull();
    expect(said(look())).toBeNull();
  });

  it('is told sooner after something was fixed: then a person asks why the node still looks big', () => {
    expect(said(look([10, 60]), true)?.amount.value).toBe(50 * megabytes);
  });
});
