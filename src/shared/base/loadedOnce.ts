/** Something that is made when it is first asked for, and kept. */
export class LoadedOnce<T> {
  private readonly load: () => Promise<T>;
  private begun: Promise<T> | null = null;

  /** @param load makes it; when that fails, whoever asks next has it tried again */
  constructor(load: () => Promise<T>) {
    this.load = load;
  }

  /** Rejects with what its making failed with. */
  get(): Promise<T> {
    this.begun ??= this.load().catch((thrown: unknown) => {
      this.begun = null;
      throw thrown;
    });
    return this.begun;
  }

  /** Is done once it is there; nothing where nobody has asked for it, or where it could not be made, which whoever asked was told. */
  ifAsked(then: (value: T) => void): void {
    this.begun?.then(then, () => undefined);
  }
}
