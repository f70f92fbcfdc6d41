// The simulated internet: name servers, and a few sites with pages of our own.
import type { Task } from '../../kernel/task.ts';
import { Headers } from '../http/headers.ts';
import { serveConnection, textResponse, type SimpleResponse } from '../http/serve.ts';
import type { RequestHead } from '../http/message.ts';
import { gitSites } from '../git/sites.ts';
import { packageSites } from '../packages/hosts.ts';
import { Outside, type Site } from './outside.ts';

/** Name servers that answer, the machine's router first. */
export const publicNameServers = ['192.168.64.1', '8.8.8.8', '8.8.4.4', '1.1.1.1', '9.9.9.9'];

type Respond = (request: RequestHead) => SimpleResponse;

const page = (title: string, text: string): SimpleResponse =>
  textResponse(
    200,
    'text/html; charset=utf-8',
    `<!doctype html>\n<html lang="en">\n<head>\n<title>${title}</title>\n</head>\n<body>\n<h1>${title}</h1>\n<p>${text}</p>\n</body>\n</html>\n`,
  );

const pages: Readonly<Record<string, { readonly address: string; readonly respond: Respond }>> = {
  'example.com': {
    address: '192.0.2.10',
    respond: () => page('Example Domain', 'A page of the simulated internet, to try network commands on.'),
  },
  'example.org': {
    address: '192.0.2.11',
    respond: () => page('Example Organisation', 'Another page of the simulated internet.'),
  },
  'httpbin.org': {
    address: '192.0.2.20',
    respond: (request) =>
      textResponse(
        200,
        'application/json',
        `${JSON.stringify({ headers: Object.fromEntries(request.headers), method: request.method, url: `http://httpbin.org${request.target}` }, undefined, 2)}\n`,
      ),
  },
  'google.com': {
    address: '192.0.2.30',
    respond: () => page('Search', 'The simulated internet is small: there is nothing to search in.'),
  },
};

/** `www.` names lead to the same site. */
const alias = (name: string): readonly string[] => [name, `www.${name}`];

/** The outside as a machine in a lesson sees it. `clock`: ms since 1970. Sites speak HTTP; HTTPS is not simulated. */
export function simulatedInternet(clock: () => number): Outside {
  const sites = Object.entries(pages).flatMap(([name, { address, respond }]) =>
    alias(name).map((host): Site => ({
      name: host,
      addresses: [address],
      ports: [80],
      serve: (connection) =>
        serveConnection(connection, clock, function* (request): Task<SimpleResponse> {
          const response = respond(request);
          return { ...response, headers: withServer(response.headers) };
        }),
    })),
  );
  return new Outside([...sites, ...packageSites(clock), ...gitSites(clock)], publicNameServers);
}

function withServer(headers: Headers): Headers {
  const result = new Headers({ Server: 'simulated' });
  for (const [name, value] of headers) result.add(name, value);
  return result;
}
