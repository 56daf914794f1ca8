/** The answer could not be written: the disk is full, the terminal or the file system is gone. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
  /** Of the system, `ENOSPC`; what it says where it has no code. */
  readonly code: string;

  constructor(cause: unknown) {
    const { code, message } = cause instanceof Error ? (cause as NodeJS.ErrnoException) : { message: String(cause) };
    super(`standard output: ${code ?? message}`, { cause });
    this.code = code ?? message;
  }
}
