/** The way out of this machine. Loopback addresses and unix sockets never go through a proxy. */
export interface ProxySettings {
  /** `http://[user:password@]host:port` for targets of each scheme; absent: straight. */
  readonly forHttp?: string;
  readonly forHttps?: string;
  /** Hosts to ask straight: `*`, `example.com` (and all below), `.example.com` (only below), `host:port`, an IP, a CIDR range. */
  readonly exceptions: readonly string[];
  /** Value of `Proxy-Authorization`, in place of credentials in the address. A secret. */
  readonly authorization?: string;
}

/** VS Code's settings of the same names under `http.`; empty means not set. */
export interface EditorProxySettings {
  readonly proxy?: string;
  readonly noProxy?: readonly string[];
  readonly proxyAuthorization?: string | null;
  /** `off` means straight, whatever else is set. */
  readonly proxySupport?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What the editor's settings say, and where they say nothing, the environment: `https_proxy`, `http_proxy`, `all_proxy` and
 * `no_proxy`, the lower-case name first as in curl. Null: no proxy at all.
 */
export function readProxySettings(settings: EditorProxySettings, environment: Environment): ProxySettings | null {
  if (settings.proxySupport === 'off') return null;
  const forHttp = given(settings.proxy) ?? variable(environment, 'http_proxy') ?? variable(environment, 'all_proxy');
  const forHttps = given(settings.proxy) ?? variable(environment, 'https_proxy') ?? variable(environment, 'all_proxy');
  if (forHttp === undefined && forHttps === undefined) return null;
  const listed = settings.noProxy ?? [];
  const exceptions = listed.length > 0 ? listed : (variable(environment, 'no_proxy') ?? '').split(/[\s,]+/);
  const authorization = given(settings.proxyAuthorization);
  return {
    ...(forHttp !== undefined && { forHttp }),
    ...(forHttps !== undefined && { forHttps }),
    exceptions: exceptions.map((exception) => exception.trim()).filter((exception) => exception !== ''),
    ...(authorization !== undefined && { authorization }),
  };
}

function variable(environment: Environment, name: string): string | undefined {
  return given(environment[name]) ?? given(environment[name.toUpperCase()]);
}

function given(text: string | null | undefined): string | undefined {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? undefined : trimmed;
}
