// The picture that a server draws when its output is a terminal (asciilogo.h).

/** The logo, with the version, the port and the process in its lines. */
export function logo(version: string, port: string, pid: number): string {
  const name = Number(version.split('.')[0]) >= 8 ? 'Redis Open Source' : `Redis ${version} (00000000/0) 64 bit`;
  return `                _._
           _.-\`\`__ ''-._
      _.-\`\`    \`.  \`_.  ''-._           ${name}
  .-\`\` .-\`\`\`.  \`\`\`\\/    _.,_ ''-._      ${Number(version.split('.')[0]) >= 8 ? `${version} (00000000/0) 64 bit` : ''}
 (    '      ,       .-\`  | \`,    )     Running in standalone mode
 |\`-._\`-...-\` __...-.\`\`-._|'\` _.-'|     Port: ${port}
 |    \`-._   \`._    /     _.-'    |     PID: ${pid}
  \`-._    \`-._  \`-./  _.-'    _.-'
 |\`-._\`-._    \`-.__.-'    _.-'_.-'|
 |    \`-._\`-._        _.-'_.-'    |           https://redis.io
  \`-._    \`-._\`-.__.-'_.-'    _.-'
 |\`-._\`-._    \`-.__.-'    _.-'_.-'|
 |    \`-._\`-._        _.-'_.-'    |
  \`-._    \`-._\`-.__.-'_.-'    _.-'
      \`-._    \`-.__.-'    _.-'
          \`-._        _.-'
              \`-.__.-'

`;
}
