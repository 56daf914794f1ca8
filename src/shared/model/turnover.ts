/** What came and went on one line while a process was watched, as its heap profiles sample it. */
export interface Turnover {
  /** From the first collection that was seen to the last, ms. */
  readonly windowMillis: number;
  /** Allocated meanwhile, whether it is still in use or not. */
  readonly allocatedBytes: number;
  /** Of what was there or came, how much went meanwhile. */
  readonly freedBytes: number;
  /** How long a byte stays in use on average, ms; null where too little went to tell. */
  readonly livesMillis: number | null;
}
