import { LeakLensError } from '../../shared/model/errors';

/** What the JavaScript engine throws when a text or a table is larger than it can hold. */
const tooMuch = /too long|longer than|allocation|array length|maximum size|invalid string length/i;

/** Turns the engine's own limits into a problem; anything else that is thrown is a defect, and stays one. */
export function bounded<T>(read: (bytes: Uint8Array, subject: string) => T): (bytes: Uint8Array, subject: string) => T {
  return (bytes, subject) => {
    try {
      return read(bytes, subject);
    } catch (error) {
      if (error instanceof LeakLensError || !(error instanceof Error) || !tooMuch.test(error.message)) throw error;
      throw new LeakLensError(
        { kind: 'too-large', subject, detail: `does not fit into memory: ${error.message}` },
        error,
      );
    }
  };
}
