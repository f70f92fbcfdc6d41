// Why a build check says what it says, in our own words.

/** By the name of the rule. */
export const ruleWords: Readonly<Record<string, string>> = {
  ConsistentInstructionCasing: 'Both cases work. One case for all instructions reads faster.',
  CopyIgnoredFile: 'A pattern in .dockerignore keeps this file out of the build context, so COPY cannot find it.',
  DuplicateStageName: 'A later --from finds only one of two stages with the same name.',
  ExposeInvalidFormat:
    'EXPOSE takes a container port and a protocol. Addresses and host ports belong to docker run -p.',
  ExposeProtoCasing: 'The protocol after the port is written in lower case.',
  FromAsCasing: 'FROM and AS stand on one line and read best in the same case.',
  FromPlatformFlagConstDisallowed:
    'A fixed platform builds for one kind of processor only. A variable lets the builder choose.',
  InvalidBaseImagePlatform: 'The base image exists for another kind of processor than the one that is built for.',
  InvalidDefaultArgInFrom: 'Without --build-arg the ARG is empty, and then FROM names no image.',
  InvalidDefinitionDescription: 'A comment right above a stage or an argument is taken as its description.',
  JSONArgsRecommended:
    'In the shell form /bin/sh is PID 1 and the program does not get the signal that docker stop sends. The JSON form starts the program itself.',
  LegacyKeyValueFormat: 'The form without an equals sign takes one variable only, and all of the line as its value.',
  MaintainerDeprecated: 'A label says the same, and docker inspect and other tools show it.',
  MultipleInstructionsDisallowed: 'Only the last one in a stage has an effect.',
  NoEmptyContinuation: 'The instruction goes on below. A later version of the builder may refuse an empty line in it.',
  RedundantTargetPlatform: 'The target platform is what FROM takes when nothing is said.',
  ReservedStageName: 'scratch and context have a meaning of their own.',
  SecretsUsedInArgOrEnv:
    'Arguments and variables stay in the history of the image, where everybody reads them. Use RUN --mount=type=secret.',
  StageNameCasing: 'Names of stages are compared in lower case.',
  UndefinedArgInFrom: 'FROM sees only an ARG that stands before the first FROM.',
  UndefinedVar: 'Nothing in this stage defines the variable, so it is replaced with nothing.',
  WorkdirRelativePath: 'A relative path depends on the WORKDIR of the base image, which may change.',
};
