const path = require('path');
console.log(path.join('/a', '..', 'b', './c', 'd.txt'), path.resolve('/x/y', '../z'), path.basename('/a/b.html'), path.basename('/a/b.html', '.html'));
console.log(path.extname('file.tar.gz'), path.dirname('/a/b/c'), path.parse('/home/user/file.txt'), path.format({ dir: '/tmp', base: 'x.y' }));
console.log(path.relative('/data/a/b', '/data/c'), path.normalize('/a//b/../c/.'), path.isAbsolute('a'), path.sep, path.delimiter, path.resolve('x') === `${process.cwd()}/x`);
console.log(path.win32.join('a', 'b'), path.posix === path, [path.join(''), path.dirname('a'), path.extname('.bashrc')]);
