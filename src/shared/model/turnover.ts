/** What came and went on one row of a report, in the unit of its sample type. */
export interface RowTurnover {
  /** Allocated in the time between two profiles; since the process began where there is only one. */
  readonly allocated: number;
  /** How much went in that time. */
  readonly freed: number;
  /** How long what is allocated here stays in use on average, ms; null where that cannot be told. */
  readonly livesMillis: number | null;
}

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
