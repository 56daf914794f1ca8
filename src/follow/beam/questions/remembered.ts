import type { FunctionName } from '../../../shared/model/beam/nodeProcess';

/** Ancestors of which it is remembered what they were started for: supervisors, of which there are few. */
const mostCalls = 1000;

/** What is remembered of a node from one question to the next. */
export class Remembered {
  /** It tells single entries of a process's dictionary (`{dictionary, Key}`, since OTP 26.2). */
  tellsEntries = true;
  private readonly calls = new Map<string, FunctionName | null>();

  /** Of another life nothing is known. */
  forget(): void {
    this.tellsEntries = true;
    this.calls.clear();
  }

  /** What an ancestor was started for. Undefined where nobody has asked. @param who its name or pid */
  callOf(who: string): FunctionName | null | undefined {
    return this.calls.get(who);
  }

  noteCall(who: string, call: FunctionName | null): void {
    if (this.calls.size < mostCalls) this.calls.set(who, call);
  }
}
