/** Why a file is not read. */
export type FileFault =
  /** A folder, pipe, device or socket. */
  | 'no-file'
  /** The kernel makes it up as it is read: /proc, /sys and their like. */
  | 'pseudo-file'
  /** It has more bytes than whoever asked wants. */
  | 'too-large'
  /** A symbolic link where none is followed. */
  | 'link'
  /** A link leads out of the folders it was reached through. */
  | 'outside';

/** What is thrown for a file that is there and is not to be read; the rooms say it in their own kinds of problem. */
export class FileRefusal extends Error {
  override readonly name = 'FileRefusal';
  readonly fault: FileFault;

  constructor(fault: FileFault, message: string) {
    super(message);
    this.fault = fault;
  }
}
