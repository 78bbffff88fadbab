import { lookup as systemLookup, Resolver } from 'node:dns';
import type { Lookup } from './guardedConnector.js';

export interface ResolverLookupOptions {
  /** Of one question to one server. Two tries of 1.5 s end with the connect timeout of 3 s. */
  timeoutMs?: number;
  tries?: number;
  /** `address:port`; the system's own when absent. */
  servers?: readonly string[];
}

/**
 * How long one family waits for the other once it has addresses. Name servers that never answer AAAA are common, and the connect
 * timeout must not go on them; an answer that is on its way comes well within this.
 */
const OTHER_FAMILY_WAIT_MS = 300;

/**
 * A lookup that asks the name servers itself (A and AAAA at once) instead of getaddrinfo. getaddrinfo runs in Node's pool of
 * threads, where name lookups get two at a time: two shops whose name servers do not answer would hold up the lookups of all
 * others for ten seconds and more. Here every question is on its own. The price: /etc/hosts and search domains are not
 * read, which receivers on the internet never need (`localhost` still goes to the system, for development);
 * pass `dns.lookup` to the sender where they matter.
 */
export function createResolverLookup(options: ResolverLookupOptions = {}): Lookup {
  const resolver = new Resolver({ timeout: options.timeoutMs ?? 1_500, tries: options.tries ?? 2 });
  if (options.servers) resolver.setServers(options.servers);
  return (hostname, all, callback) => {
    if (/(^|\.)localhost\.?$/.test(hostname)) {
      systemLookup(hostname, all, callback);
      return;
    }
    // IPv4 first: a host that has both is reached on it from everywhere.
    const answers: [v4: string[], v6: string[]] = [[], []];
    let failure: Error | null = null;
    let open = answers.length;
    let timer: NodeJS.Timeout | undefined;
    let isTold = false;
    const tell = () => {
      if (isTold) return;
      isTold = true;
      clearTimeout(timer);
      const found = answers.flat().map((address) => ({ address }));
      callback(found.length === 0 ? failure : null, found);
    };
    const take = (index: 0 | 1) => (error: Error | null, addresses: string[] | undefined) => {
      if (error) failure = moreTelling(failure, error);
      else answers[index] = addresses ?? [];
      open -= 1;
      if (open === 0) tell();
      else if (answers[index].length > 0) timer = setTimeout(tell, OTHER_FAMILY_WAIT_MS);
    };
    resolver.resolve4(hostname, take(0));
    resolver.resolve6(hostname, take(1));
  };
}

/** "No such record" of one family says less than what went wrong with the other. */
function moreTelling(before: Error | null, error: Error): Error {
  return before && 'code' in error && error.code === 'ENODATA' ? before : error;
}
