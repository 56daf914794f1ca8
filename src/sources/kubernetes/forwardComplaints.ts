import type { ForwardFault, Problem } from '../../shared/model/errors';

const maxDetailCharacters = 300;
const lostConnection = 'error: lost connection to pod';

/** A line of klog: `E1120 18:50:01.123456   12345 portforward.go:424] …` (k8s.io/klog/v2: klog.go, header). */
const klogHeader = /^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d+\s+\d+ [\w.]+:\d+\] /;

/** What `utilruntime.HandleError` makes of an error since Kubernetes 1.31: `"Unhandled Error" err="…"`, quoted as Go does. */
const unhandledError = /^"Unhandled Error" err=("(?:[^"\\]|\\.)*")/;

/** What kubectl complains about while a forward runs, of which the last tells why it leads nowhere. */
export class ForwardComplaints {
  private last: string | null = null;

  /** @param line of its standard error */
  hear(line: string): void {
    const words = plainWords(line);
    // It ends with these words whatever the reason; what stands before them tells more.
    if (words !== '' && !(words === lostConnection && this.last !== null)) this.last = words;
  }

  /** What was said of earlier connections says nothing about the one that begins. */
  connectionBegins(): void {
    this.last = null;
  }

  /** Null when it has said nothing. @param subject the command */
  problem(subject: string): Problem | null {
    if (this.last === null) return null;
    const fault = faultOf(this.last);
    if (fault === null) return { kind: 'kubectl', subject, detail: this.last.slice(0, maxDetailCharacters) };
    return { kind: 'kubectl', subject, detail: details[fault], forward: fault };
  }
}

/** For the log, beside what kubectl said. */
const details: Readonly<Record<ForwardFault, string>> = {
  'pod-gone': 'the pod is gone: connect again and choose one that runs',
  'nothing-listens': 'nothing listens at this port of the pod',
  'port-taken': 'another program of this machine has taken the local port',
};

function plainWords(line: string): string {
  const message = line.replace(klogHeader, '');
  const quoted = unhandledError.exec(message)?.[1];
  if (quoted === undefined) return message;
  try {
    const words: unknown = JSON.parse(quoted);
    return typeof words === 'string' ? words : message;
  } catch {
    // Go escapes more than JSON knows.
    return message;
  }
}

/**
 * An API server's answer comes with its reason, `Error from server (NotFound): pods "shop-0" not found`; a kubelet says that the
 * pod does not exist (k8s.io/kubernetes: pkg/kubelet/server/server.go, getPortForward); client-go names the ports that it could
 * not listen at (k8s.io/client-go: tools/portforward/portforward.go).
 */
function faultOf(words: string): ForwardFault | null {
  if (/\(NotFound\): (pods|namespaces) |pod does not exist/.test(words)) return 'pod-gone';
  if (words.includes('unable to listen on any of the requested ports')) return 'port-taken';
  if (/error occurred forwarding .*connection refused/i.test(words)) return 'nothing-listens';
  return null;
}
