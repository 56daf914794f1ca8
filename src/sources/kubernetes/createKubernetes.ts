import { LeakLensError } from '../../shared/model/errors';
import type { Kubernetes } from '../../shared/ports/sources/kubernetes';
import type { PodAddress } from '../../shared/model/target/kubernetes';
import type { Log } from '../../shared/ports/log';
import { createPprofConnector } from '../pprof/pprofConnector';
import { printable } from '../base/printable';
import { endWithParent } from '../processes/endWithParent';
import { findProgram } from '../processes/findProgram';
import { runProgram } from '../processes/runProgram';
import type { RunResult } from '../processes/runProgram';
import { explained, ForwardedSource } from './forwardedSource';
import {
  contextsArguments,
  currentContextArguments,
  forwardArguments,
  namespacesArguments,
  podArguments,
  podsArguments,
} from './kubectlArguments';
import { parsePods } from './parsePods';
import { podMemoryLimit } from './podMemoryLimit';
import { podTarget } from './podTarget';
import { startForward, type PortForward } from './portForward';

export interface KubernetesParts {
  readonly log: Log;
  /** Folders to look for kubectl in, as PATH has them; the default is this process's own. */
  readonly path?: string;
}

const connector = createPprofConnector();
const limits = { maxOutputBytes: 32 * 1024 * 1024, timeoutMillis: 30_000 };

/** Kubernetes through the person's own kubectl. Nothing is started before the person asks. */
export function createKubernetes({ log, path = process.env['PATH'] ?? '' }: KubernetesParts): Kubernetes {
  const run = async (args: readonly string[], signal: AbortSignal): Promise<RunResult> =>
    runProgram(await kubectl(path, args), args, { ...limits, signal });
  const ask = async (args: readonly string[], signal: AbortSignal): Promise<string> => {
    const result = await run(args, signal);
    if (result.code === 0) return result.stdout;
    throw failed(args, result);
  };
  const open = async (pod: PodAddress, localPort: number | null, signal: AbortSignal): Promise<PortForward> => {
    const args = forwardArguments(pod, localPort);
    // The ports are part of what is said: either may be the one at fault.
    const subject = ['kubectl', ...args.slice(0, 3)].join(' ');
    const command = await endWithParent({ program: await kubectl(path, args), args }, path, signal);
    return startForward({ ...command, subject, log, signal });
  };
  return {
    async isInstalled() {
      return (await findProgram('kubectl', path)) !== null;
    },
    async contexts(signal) {
      const names = lines(await ask(contextsArguments, signal));
      // It fails when none is chosen.
      const current = await run(currentContextArguments, signal);
      return { names, current: current.code === 0 ? (lines(current.stdout)[0] ?? null) : null };
    },
    async namespaces(context, signal) {
      const text = await ask(namespacesArguments(context), signal);
      return lines(text).map((line) => line.replace(/^namespace\//, ''));
    },
    async pods(place, signal) {
      const args = podsArguments(place);
      const pods = parsePods(await ask(args, signal));
      if (pods === null) throw problem(args, 'the answer is not a list of pods');
      return pods;
    },
    async connect(pod, options, signal) {
      const forward = await open(pod, null, signal);
      try {
        const source = await connector.connect(`http://127.0.0.1:${forward.port}`, options, signal);
        return new ForwardedSource({
          source,
          target: podTarget(source.target, pod),
          forward,
          reopen: (abort) => open(pod, forward.port, abort),
          memoryLimit: async (abort) => podMemoryLimit(await ask(podArguments(pod), abort), pod.port),
        });
      } catch (error) {
        forward.dispose();
        throw await explained(error, forward);
      }
    },
  };
}

async function kubectl(path: string, args: readonly string[]): Promise<string> {
  const program = await findProgram('kubectl', path);
  if (program === null) throw problem(args, 'kubectl is not in any folder of PATH');
  return program;
}

function failed(args: readonly string[], { stopped, stderr, code }: RunResult): LeakLensError {
  switch (stopped) {
    case 'cancelled':
      return new LeakLensError({ kind: 'cancelled', subject: commandName(args), detail: 'cancelled' });
    case 'timeout':
      return problem(args, `no answer after ${limits.timeoutMillis / 1000} s`);
    case 'too-large':
      return problem(args, `the answer is larger than ${limits.maxOutputBytes} bytes`);
    default: {
      // kubectl repeats itself before it gives up; the last line says why.
      const words = printable(lines(stderr).at(-1) ?? '', 300);
      return problem(args, words === '' ? `it ended with ${code ?? 'a signal'}` : words);
    }
  }
}

function problem(args: readonly string[], detail: string): LeakLensError {
  return new LeakLensError({ kind: 'kubectl', subject: commandName(args), detail });
}

/** `kubectl get pods`, without the options. */
function commandName(args: readonly string[]): string {
  return ['kubectl', ...args.slice(0, 2)].join(' ');
}

function lines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
