import { probeService, withoutPassword } from './probes.js';
import {
  ServiceError,
  serviceTitles,
  urlVariables,
  type ManagedService,
  type ServiceName,
  type ServiceUrls,
} from './types.js';

/** The addresses that the environment gives, as far as it does. */
export function readUrlsFromEnvironment(
  name: ServiceName,
  env: Readonly<Record<string, string | undefined>>,
): Partial<ServiceUrls> | undefined {
  const url = env[urlVariables[name]];
  if (!url) return undefined;
  const managementUrl = env.RABBITMQ_MANAGEMENT_URL;
  return {
    [urlVariables[name]]: url,
    ...(name === 'rabbitmq' && managementUrl ? { RABBITMQ_MANAGEMENT_URL: managementUrl } : {}),
  };
}

/**
 * A server of somebody else, named by the environment: it is only asked whether it answers, never started, stopped or killed.
 * @throws ServiceError when it does not answer
 */
export async function useEnvironmentService(
  name: ServiceName,
  urls: Partial<ServiceUrls>,
): Promise<ManagedService> {
  const variable = urlVariables[name];
  const url = urls[variable] ?? '';
  const check = async () => {
    try {
      await probeService(name, urls);
    } catch (error) {
      throw new ServiceError(
        `${variable} is set to ${withoutPassword(url)}, where no ${serviceTitles[name]} answers: ${(error as Error).message || String(error)}`,
        `Start that server, or type: unset ${variable}   (then one is started here)`,
        { cause: error },
      );
    }
  };
  const refuse = (what: string) =>
    Promise.reject(new Error(`${serviceTitles[name]} comes from ${variable}: it is not ours to ${what}`));
  await check();
  return {
    name,
    url,
    urls,
    origin: 'environment',
    description: `${serviceTitles[name]}: ${withoutPassword(url)} (from ${variable})`,
    pid: null,
    kill: () => refuse('signal'),
    wipeData: () => refuse('wipe'),
    start: check,
    stop: () => Promise.resolve(),
  };
}
