// The words for status codes as Apache and PHP say them.
import { reasons } from '../../http/message.ts';

export const titles: Readonly<Record<number, string>> = {
  ...reasons,
  302: 'Found',
  405: 'Method Not Allowed',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};
