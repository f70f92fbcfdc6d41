// The type of what is sent, by the extension of the path that was asked for (ngx_http_set_content_type).
import type { Exchange } from './request.ts';

/** The type that `types` has for the path's extension; `default_type` for others. */
export function typeOf(exchange: Exchange): string {
  const extension = /\.([^./]+)$/.exec(exchange.uri)?.[1]?.toLowerCase();
  const types = exchange.scope.all('types').flatMap(({ block }) => block ?? []);
  if (extension !== undefined && types.length === 0) {
    const usual = { html: 'text/html', gif: 'image/gif', jpg: 'image/jpeg' }[extension];
    if (usual) return usual;
  }
  const found = extension === undefined ? undefined : types.find(({ args }) => args.includes(extension));
  return found?.name ?? exchange.scope.value('default_type') ?? 'text/plain';
}
