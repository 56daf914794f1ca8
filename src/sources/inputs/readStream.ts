import { LeakLensError } from '../../shared/model/errors';
import { joinBytes } from '../base/joinBytes';

/** What a stream is read for. */
export interface StreamLimits {
  readonly subject: string;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** All bytes of a stream that has an end. @throws LeakLensError `too-large`, `cancelled` */
export async function readStream(stream: AsyncIterable<Uint8Array>, limits: StreamLimits): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    if (limits.signal.aborted) throw cancelled(limits.subject);
    length += chunk.length;
    if (length > limits.maxBytes) throw tooLarge(limits);
    chunks.push(chunk);
  }
  return joinBytes(chunks);
}

export function tooLarge({ subject, maxBytes }: Pick<StreamLimits, 'subject' | 'maxBytes'>): LeakLensError {
  const detail = `larger than ${maxBytes} bytes`;
  return new LeakLensError({ kind: 'too-large', subject, detail, limit: maxBytes });
}

function cancelled(subject: string): LeakLensError {
  return new LeakLensError({ kind: 'cancelled', subject, detail: 'cancelled' });
}
