// `mimetypes` in Python: types of files.

/** Its source. */
export const source = String.raw`types_map = {
    '.html': 'text/html', '.htm': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.mjs': 'text/javascript', '.json': 'application/json',
    '.txt': 'text/plain', '.py': 'text/x-python', '.csv': 'text/csv', '.xml': 'text/xml', '.svg': 'image/svg+xml', '.png': 'image/png',
    '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.gif': 'image/gif', '.ico': 'image/vnd.microsoft.icon', '.webp': 'image/webp', '.pdf': 'application/pdf',
    '.zip': 'application/zip', '.tar': 'application/x-tar', '.md': 'text/markdown', '.mp3': 'audio/mpeg', '.mp4': 'video/mp4', '.wasm': 'application/wasm',
    '.sh': 'application/x-sh', '.c': 'text/plain', '.bat': 'text/plain', '.bin': 'application/octet-stream',
}


def guess_type(url, strict=True):
    url = str(url)
    encoding = None
    if url.endswith('.gz'):
        url, encoding = url[:-3], 'gzip'
        url = url if not url.endswith('.tgz') else url[:-4] + '.tar'
    dot = url.rfind('.')
    return (types_map.get(url[dot:].lower()) if dot >= 0 else None), encoding


def guess_extension(type, strict=True):
    return next((ext for ext, t in types_map.items() if t == type), None)


def add_type(type, ext, strict=True):
    types_map[ext] = type


def init(files=None):
    pass
`;
