exports.greet = (name) => `Hello ${name}`;
exports.self = __filename.endsWith('legacy.cjs');
