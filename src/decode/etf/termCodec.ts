import type { TermCodec } from '../../shared/ports/termCodec';
import { readTerm } from './readTerm';
import { writeTerm } from './writeTerm';

/** Erlang's external term format, as nodes of OTP 23 and later speak it. */
export const termCodec: TermCodec = {
  read: (bytes, offset, subject) => readTerm(bytes, offset, subject),
  write: writeTerm,
};
