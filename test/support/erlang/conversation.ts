// What a node was asked and what it answered, byte by byte, as a file of test/fixtures/conversations.
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { termCodec } from '../../../src/decode/etf/termCodec';
import { itemsOf, listOf, numberOf, textOf } from '../../../src/shared/base/symbols/erlangTerms';
import { atom, tuple, type Term } from '../../../src/shared/model/beam/term';
import type { ErlangCall } from '../../../src/shared/ports/sources/erlangNode';

/** One call: both in the external term format, the answer as the node wrote it. */
export interface Exchange {
  /** `{Module, Function, Args}` */
  readonly asked: Uint8Array;
  readonly answered: Uint8Array;
}

export interface Conversation {
  /** As the node named itself. */
  readonly node: string;
  readonly creation: number;
  /** When each round was asked, ms since the first. */
  readonly rounds: readonly number[];
  readonly exchanges: readonly Exchange[];
}

export function askedBytes({ module, name, args }: ErlangCall): Uint8Array {
  return termCodec.write(tuple(atom(module), atom(name), args));
}

/** Rounds are alike: with a window that holds all of them, each costs what is new in it. */
export function packConversation({ node, creation, rounds, exchanges }: Conversation): Uint8Array {
  const all = exchanges.map(({ asked, answered }) => tuple(asked, answered));
  const bytes = termCodec.write(tuple(new TextEncoder().encode(node), creation, rounds, all));
  const { BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT, BROTLI_MAX_WINDOW_BITS } = constants;
  return brotliCompressSync(bytes, {
    params: { [BROTLI_PARAM_LGWIN]: BROTLI_MAX_WINDOW_BITS, [BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
}

/** @throws Error for what no `npm run record conversations` wrote */
export function unpackConversation(packed: Uint8Array): Conversation {
  const [node, creation, rounds, all] = itemsOf(termCodec.read(brotliDecompressSync(packed), 0, 'conversation').term);
  return {
    node: textOf(node) ?? '',
    creation: numberOf(creation) ?? 0,
    rounds: listOf(rounds).map((at) => numberOf(at) ?? 0),
    exchanges: listOf(all).map((one) => {
      const [asked, answered] = itemsOf(one);
      return { asked: bytesOf(asked), answered: bytesOf(answered) };
    }),
  };
}

function bytesOf(term: Term | undefined): Uint8Array {
  if (term instanceof Uint8Array) return term;
  throw new Error('This is no recorded conversation.');
}
