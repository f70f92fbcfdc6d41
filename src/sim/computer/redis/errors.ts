// Errors that several commands answer, in Redis' words.
import { error, type ErrorReply } from './reply.ts';

export const syntaxError = error('ERR syntax error');
export const noSuchKey = error('ERR no such key');
export const outOfRange = error('ERR index out of range');
export const notSimulated = (what: string): ErrorReply => error(`ERR not simulated: ${what}`);

/** A command, or a subcommand as `config|get`, with too few or too many words. */
export const wrongArguments = (name: string): ErrorReply =>
  error(`ERR wrong number of arguments for '${name.toLowerCase()}' command`);

export const unknownSubcommand = (container: string, name: string): ErrorReply =>
  error(`ERR unknown subcommand '${name}'. Try ${container.toUpperCase()} HELP.`);
