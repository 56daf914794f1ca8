import { Random } from '../fuzz/random';

/** What kind of service a generated dump shows. */
export interface GeneratedDump {
  readonly goroutines: number;
  /** Share of goroutines, 0 to 1, whose stack no other has. */
  readonly distinctShare: number;
  readonly seed?: number;
}

const states = [
  'select',
  'chan receive',
  'chan send',
  'IO wait',
  'sync.Mutex.Lock',
  'semacquire',
  'sleep',
  'sync.Cond.Wait',
];
const functions = 6000;
const commonStacks = 40;
const frames = 5;

/**
 * A `goroutine?debug=2` of any size, about 650 bytes a goroutine as a service behind net/http has: a few stacks that many share, and
 * stacks of requests that differ in the functions they went through, with arguments that are never the same.
 */
export function generateGoroutineDump({ goroutines, distinctShare, seed = 1 }: GeneratedDump): Uint8Array {
  const random = new Random(seed);
  const common = Array.from({ length: commonStacks }, () => stackOf(random));
  const parts: string[] = [];
  for (let id = 1; id <= goroutines; id += 1) {
    const distinct = random.below(1000) < distinctShare * 1000;
    const stack = distinct ? stackOf(random) : random.pick(common);
    const minutes = random.oneIn(3) ? `, ${1 + random.below(90)} minutes` : '';
    const frameTexts = stack.map((frame) => frame.replaceAll('%', () => random.below(2 ** 31).toString(16)));
    parts.push(`goroutine ${id} [${states[(stack[0]?.length ?? 0) % states.length] ?? 'select'}${minutes}]:\n`);
    parts.push(...frameTexts, creatorOf(stack), '\n');
  }
  return new TextEncoder().encode(parts.join(''));
}

/** Function lines and file lines, leaf first; `%` stands for an argument. */
function stackOf(random: Random): string[] {
  return Array.from({ length: frames }, (_, depth) => {
    const id = depth < 2 ? random.below(50) : random.below(functions);
    const call = `example.com/shop/pkg${id % 97}.(*Service${id % 31}).Handle${id}(0xc000%, 0x%?)`;
    return `${call}\n\t/src/shop/pkg${id % 97}/file${id % 700}.go:${10 + random.below(3) + (id % 900)} +0x1d\n`;
  });
}

function creatorOf([leaf = '']: readonly string[]): string {
  return `created by net/http.(*Server).Serve in goroutine 1\n\t/usr/local/go/src/net/http/server.go:${3000 + (leaf.length % 3)} +0x485\n`;
}
