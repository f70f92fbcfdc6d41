// https: the interface; there is no encryption on the simulated network.
const http = require('http');

function unsimulated(what) {
  return () => {
    throw new Error(`not simulated: https.${what}: the simulated network has no TLS`);
  };
}

class Agent extends http.Agent {
  constructor(options) {
    super(options);
    this.defaultPort = 443;
    this.protocol = 'https:';
  }
}

module.exports = {
  Agent,
  globalAgent: new Agent({ keepAlive: true }),
  Server: class Server extends http.Server {
    constructor() {
      super();
      unsimulated('createServer')();
    }
  },
  createServer: unsimulated('createServer'),
  request: unsimulated('request'),
  get: unsimulated('get'),
};
