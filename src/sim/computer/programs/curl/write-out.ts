// The text of `curl --write-out`.
import { formatUrl } from '../../http/url.ts';
import type { Transfer } from './transfer.ts';

/** Whether a transfer came so far that its output file exists. */
export const hasTarget = (result: Transfer): boolean => result.head !== undefined;

/** Replaces `%{name}`, `%%` and escapes. An unknown name is empty, as newer versions of curl print it. */
export function writeOut(format: string, result: Transfer): string {
  return format
    .replace(/\\([nrt\\])/g, (_, letter: string) => ({ n: '\n', r: '\r', t: '\t' })[letter] ?? '\\')
    .replace(/%(?:%|\{([^}]*)\})/g, (_, name?: string) => (name === undefined ? '%' : valueOf(name, result)));
}

const seconds = (ms: number): string => (ms / 1000).toFixed(6);

function valueOf(name: string, result: Transfer): string {
  switch (name) {
    case 'http_code':
    case 'response_code':
      return String(result.head?.status ?? 0).padStart(3, '0');
    case 'http_version':
      return result.head?.version ?? '0';
    case 'content_type':
      return result.head?.headers.get('content-type') ?? '';
    case 'size_download':
      return String(result.received);
    case 'size_upload':
      return String(result.sent);
    case 'size_header':
      return String(result.headerSize);
    case 'speed_download':
      return String(result.total > 0 ? Math.round((result.received * 1000) / result.total) : 0);
    case 'time_namelookup':
      return seconds(result.resolved);
    case 'time_connect':
      return seconds(result.connected);
    case 'time_appconnect':
      return seconds(0);
    case 'time_pretransfer':
      return seconds(result.connected);
    case 'time_starttransfer':
      return seconds(result.started);
    case 'time_redirect':
      return seconds(0);
    case 'time_total':
      return seconds(result.total);
    case 'num_redirects':
      return String(result.redirections);
    case 'num_connects':
      return result.connected > 0 ? '1' : '0';
    case 'redirect_url':
      return result.redirectUrl;
    case 'url':
    case 'url_effective':
      return result.url ? formatUrl(result.url) : '';
    case 'remote_ip':
      return result.remote;
    case 'remote_port':
      return String(result.remotePort);
    case 'local_ip':
      return result.local;
    case 'local_port':
      return String(result.localPort);
    case 'method':
      return result.method;
    case 'scheme':
      return 'http';
    case 'exitcode':
      return String(result.code);
    case 'errormsg':
      return result.message;
    default:
      return '';
  }
}
