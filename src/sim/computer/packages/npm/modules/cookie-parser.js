// cookie-parser: the cookies of a request as an object.
const crypto = require('crypto');

const decode = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

function JSONCookie(text) {
  if (typeof text !== 'string' || !text.startsWith('j:')) return undefined;
  try {
    return JSON.parse(text.slice(2));
  } catch {
    return undefined;
  }
}

function signedCookie(text, secrets) {
  if (typeof text !== 'string' || !text.startsWith('s:')) return text;
  const value = text.slice(2, text.lastIndexOf('.'));
  for (const secret of [secrets].flat()) {
    const signature = crypto.createHmac('sha256', secret).update(value).digest('base64').replace(/=+$/, '');
    if (text.slice(2) === `${value}.${signature}`) return value;
  }
  return false;
}

module.exports = function cookieParser(secret) {
  const secrets = secret === undefined ? [] : [secret].flat();
  return function cookieParser(req, res, next) {
    if (req.cookies) return next();
    req.secret = secrets[0];
    req.cookies = Object.create(null);
    req.signedCookies = Object.create(null);
    for (const part of (req.headers.cookie ?? '').split(';')) {
      const at = part.indexOf('=');
      if (at < 0) continue;
      const name = part.slice(0, at).trim();
      const value = decode(
        part
          .slice(at + 1)
          .trim()
          .replace(/^"(.*)"$/, '$1'),
      );
      if (name in req.cookies) continue;
      if (secrets.length > 0 && value.startsWith('s:')) {
        const plain = signedCookie(value, secrets);
        req.signedCookies[name] = JSONCookie(plain) ?? plain;
      } else req.cookies[name] = JSONCookie(value) ?? value;
    }
    return next();
  };
};
Object.assign(module.exports, { JSONCookie, signedCookie });
