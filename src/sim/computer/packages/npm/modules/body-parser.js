// body-parser: bodies of requests.
const { parseBody } = require('./lib/body.js');

const { json, urlencoded, raw, text } = parseBody;
module.exports = Object.assign(
  (options) => {
    const [one, two] = [json(options), urlencoded(options)];
    return (req, res, next) => one(req, res, (error) => (error ? next(error) : two(req, res, next)));
  },
  { json, urlencoded, raw, text },
);
