// java(1) as the images of Jenkins and SonarQube use it: these start, other programs are not simulated.
import type { Program } from '../../contract.ts';
import { say, warn } from '../../programs/net/say.ts';
import { jenkins } from './jenkins.ts';
import { sonarqube } from './sonarqube.ts';

/** `java` */
export const java: Program = function* (process) {
  const words = process.argv.slice(1);
  const version = (process.env.get('JAVA_VERSION') ?? 'jdk-21.0.9+10').replace(/^jdk-?/, '');
  const [release = '', build = ''] = version.split('+');
  if (words.some((word) => /^-{1,2}version$/.test(word))) {
    const text = `openjdk ${words.includes('-version') ? 'version ' : ''}${words.includes('-version') ? `"${release}"` : release} 2025-10-21${release.startsWith('8u') ? '' : ' LTS'}\nOpenJDK Runtime Environment Temurin-${release}+${build} (build ${release}+${build}-LTS)\nOpenJDK 64-Bit Server VM Temurin-${release}+${build} (build ${release}+${build}-LTS, mixed mode, sharing)\n`;
    yield* words.includes('-version') ? warn(process, text) : say(process, text);
    return 0;
  }
  const archive = words[words.indexOf('-jar') + 1] ?? '';
  if (
    words.includes('-jar') &&
    !process.files.exists(archive.startsWith('/') ? archive : `${process.cwd}/${archive}`)
  ) {
    yield* warn(process, `Error: Unable to access jarfile ${archive}\n`);
    return 1;
  }
  if (words.includes('-jar') && archive.endsWith('jenkins.war')) return yield* jenkins(process);
  if (words.includes('-jar') && archive.endsWith('sonarqube.jar')) return yield* sonarqube(process);
  yield* warn(
    process,
    `drydock: java: not simulated: ${words.includes('-jar') ? archive : (words.find((word) => !word.startsWith('-')) ?? words.join(' '))}\n`,
  );
  return 1;
};
