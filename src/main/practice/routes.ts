/** Every route that is spoken, as tests and the fault script name them. */
const routeNames = [
  'POST /v1/images/generations',
  'GET /v1/tasks/{id}',
  'POST /v1/tasks/batch',
  'GET /v1/tasks',
  'GET /v1/credits',
  'POST /api/v1/files/upload/stream',
  'POST /api/v1/files/upload/base64',
  'POST /api/v1/files/upload/url',
  'GET /api/v1/files/quota',
  'GET /api/v1/files/download/{id}',
  'DELETE /api/v1/files/{id}',
  'GET /files/{path}',
  'GET /results/{task}/{picture}',
] as const;

export type RouteName = (typeof routeNames)[number];

export interface Match {
  readonly route: RouteName;
  /** The decoded parts that the pattern names, in order. */
  readonly parts: readonly string[];
}

const patterns = routeNames.map((route) => {
  const [method = '', path = ''] = route.split(' ');
  const source = path.replace('{path}', '(.+)').replace(/\{\w+\}/g, '([^/]+)');
  return { route, method, path: new RegExp(`^${source}$`) };
});

/** Finds the route of a request; `method` tells that only another method is offered there. */
export function matchRoute(method: string, pathname: string): Match | 'unknown' | 'method' {
  const fitting = patterns.filter(({ path }) => path.test(pathname));
  const asked = method === 'HEAD' ? 'GET' : method;
  const found = fitting.find((pattern) => pattern.method === asked);
  if (!found) return fitting.length > 0 ? 'method' : 'unknown';
  const parts = (found.path.exec(pathname) ?? []).slice(1).map(decoded);
  return { route: found.route, parts };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
