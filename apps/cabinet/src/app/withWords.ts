import type { LazyRouteFunction, RouteObject } from 'react-router';
import { loadWords } from '../i18n/translations.js';

/** Pages that have their words when they have their code; both are loaded at once. */
export function withWords(routes: readonly RouteObject[]): RouteObject[] {
  return routes.map((route) => {
    const { lazy, children } = route;
    const loaded = typeof lazy === 'function' ? { lazy: afterWords(lazy) } : {};
    return { ...route, ...loaded, ...(children && { children: withWords(children) }) } as RouteObject;
  });
}

function afterWords(lazy: LazyRouteFunction<RouteObject>): LazyRouteFunction<RouteObject> {
  return async () => {
    const [page] = await Promise.all([lazy(), loadWords()]);
    return page;
  };
}
