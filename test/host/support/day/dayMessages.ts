import type { Message } from '../../../../src/shared/wires/lspMessages';

/** To the stand-in of `dayEngine.ts` only: tell of these polls, and answer when the client has taken all that was told. */
export const passPolls: Message<{ readonly from: number; readonly count: number }, null> = {
  method: 'leaklens-test/passPolls',
};
