/** The command line is wrong. The message says what is wrong and what would be right, in one line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
