// Connects to real nodes, and writes down what they are asked and what they answer.
import { termCodec } from '../../../src/decode/etf/termCodec';
import { isReference, itemsOf } from '../../../src/shared/base/symbols/erlangTerms';
import type { Term } from '../../../src/shared/model/beam/term';
import type { ErlangConnector } from '../../../src/shared/ports/sources/erlangNode';
import type { TermCodec } from '../../../src/shared/ports/termCodec';
import { createErlangConnector, type ErlangParts } from '../../../src/sources/erlang/erlangConnector';
import { askedBytes, type Exchange } from './conversation';

export interface Recorder {
  readonly connector: ErlangConnector;
  readonly exchanges: Exchange[];
}

/** For one node: calls of one never overlap, so that what was read last is what the call that ended was answered. */
export function recordingConnector(places: Omit<ErlangParts, 'codec'>): Recorder {
  const exchanges: Exchange[] = [];
  let last = new Uint8Array();
  const codec: TermCodec = {
    ...termCodec,
    read(bytes, offset, subject) {
      const read = termCodec.read(bytes, offset, subject);
      last = Uint8Array.from(bytes.subarray(offset, read.end));
      return read;
    },
  };
  const real = createErlangConnector({ ...places, codec });
  const connector: ErlangConnector = {
    async connect(address, options, signal) {
      const node = await real.connect(address, options, signal);
      return {
        name: node.name,
        creation: node.creation,
        dispose: () => node.dispose(),
        async call(call, during) {
          try {
            return await node.call(call, during);
          } finally {
            exchanges.push({ asked: askedBytes(call), answered: resultOf(last) });
          }
        },
      };
    },
  };
  return { connector, exchanges };
}

/** The second half of `{Reference, Result}`, with the byte that begins a term. */
function resultOf(message: Uint8Array): Uint8Array {
  const [reference] = itemsOf(termCodec.read(message, 0, 'answer').term);
  if (!isReference(reference)) throw new Error('An answer begins with the reference of its call.');
  // 131, 104, 2, and the reference without its 131.
  const start = 3 + termCodec.write(reference).length - 1;
  const result = Uint8Array.from(message.subarray(start - 1));
  result[0] = 131;
  same(termCodec.read(result, 0, 'answer').term, itemsOf(termCodec.read(message, 0, 'answer').term)[1]);
  return result;
}

function same(one: Term, other: Term | undefined): void {
  const text = (term: Term | undefined) =>
    JSON.stringify(term, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
  if (text(one) !== text(other)) throw new Error('An answer was not cut where it begins.');
}
