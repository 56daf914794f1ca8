// Imported by a process before its program: writes the most processor time, ms, that its own thread has spent without a turn of
// its loop. Processor time is the same on a busy machine as on an idle one.
import { writeFileSync } from 'node:fs';
import { setInterval } from 'node:timers';
import { isMainThread } from 'node:worker_threads';

const file = process.env.LEAKLENS_LOOP_FILE;
const everyMillis = 5;
let longest = 0;
let last = process.threadCpuUsage();

function look() {
  const { user, system } = process.threadCpuUsage(last);
  last = process.threadCpuUsage();
  const millis = (user + system) / 1000;
  if (millis <= longest) return;
  longest = millis;
  writeFileSync(file, String(longest));
}

if (isMainThread && file !== undefined) setInterval(look, everyMillis).unref();
