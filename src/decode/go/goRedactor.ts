import { createRedactor } from '../redact/redactor';
import { isGoroutineHeader } from './goroutines/headerLine';
import { redactStacks } from './redact/redactStacks';

/** Of snapshots of Go processes, dumps of goroutines among their files. */
export const goRedactor = createRedactor({ isHeader: isGoroutineHeader, redact: redactStacks });
