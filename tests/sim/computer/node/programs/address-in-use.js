const http = require('http');
http.createServer().listen(3999, () => {
  http.createServer().listen(3999).on('error', (error) => {
    console.log(error.code, error.syscall, error.port, error.message);
    process.exit(2);
  });
});
