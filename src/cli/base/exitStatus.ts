/** 0: done. 1: a finding at or above --fail-on. 2: wrong use, unreachable service or unreadable input. */
export type ExitStatus = 0 | 1 | 2;
