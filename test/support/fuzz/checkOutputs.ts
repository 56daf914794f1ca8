import type { GoDecoder } from '../../../src/shared/ports/decoder';
import { commandFault } from '../outputs/commandOutputs';
import { alreadyRead, viewFault } from '../outputs/readingFault';
import type { NodeReading, Reading } from './corpus';

/** Up to this size an input goes through every command; a larger one through one of them, which one its length decides. */
const smallBytes = 20_000;

/** What was read of an input: shown by every report and every view, by the rules of each place. Null when all holds. */
export async function checkOutputs(
  {
    reading,
    bytes,
    result,
  }: { readonly reading: Exclude<Reading, NodeReading>; readonly bytes: Uint8Array; readonly result: unknown },
  decoder: GoDecoder,
): Promise<string | null> {
  const input = { reading, bytes, decoder: alreadyRead(decoder, { reading, bytes }, result), subject: 'fuzzed' };
  const pick = <T>(lines: readonly T[]) =>
    bytes.length <= smallBytes ? lines : lines.slice(bytes.length % lines.length).slice(0, 1);
  return (await commandFault(input, pick)) ?? viewFault(input);
}
