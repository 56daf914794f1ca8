// A program that asks a thread one thing and does not say goodbye.
import { startThread } from '../../src/threads/startThread';
import type { PatientCalls } from './patientThread';

const [, , script = ''] = process.argv;
const thread = startThread<PatientCalls>({ script, name: 'patient', timeoutMillis: 10_000, maxHeapMegabytes: 64 });
void thread.call('sleep', 200, { subject: 'the owner' }).then((answer) => console.log(answer));
