// Sessions at a terminal: keys with half a second between them. What the screen shows was recorded: see record-sessions.ts.

/** A key chord with Control. */
const control = (letter: string): string => String.fromCharCode(letter.charCodeAt(0) & 31);

const interrupt = control('c');
const suspend = control('z');
const end = control('d');

/** The prompt that all shells are given, and what busybox and dash make of it. */
export const prompt = '$ ';

/** A row without the number of a process, which differs from run to run. */
export const withoutPids = (row: string): string => row.replace(/^(\[\d+\]) \d+$/, '$1 (pid)');

/** Sessions by name, for all shells. */
export const common: Readonly<Record<string, readonly string[]>> = {
  'a command': ['echo hi\r', 'nosuch\r', 'echo $?\r'],
  'end of file ends the shell': ['echo hi\r', end],
  'exit ends the shell': ['exit 3\r'],
  'a loop on several lines': ['for i in 1 2; do\r', 'echo $i\r', 'done\r'],
  'a quote on several lines': ['echo "a\r', 'b"\r'],
  'a line that goes on': ['echo a \\\r', 'b\r'],
  'a pipe that goes on': ['echo a |\r', 'cat\r'],
  'a here-document': ['cat <<EOF\r', 'text $((1+1))\r', 'EOF\r'],
  'a function': ['f() {\r', 'echo in f\r', '}\r', 'f\r'],
  'a syntax error': ['echo )\r', 'echo $?\r'],
  'an unset parameter does not end it': ['set -u; echo $nope; echo never\r', 'echo still\r'],
  'an error in arithmetic does not end it': ['echo $((1/0))\r', 'echo still $?\r'],
  'a failing redirection': ['echo a > /no/such\r', 'echo $?\r'],
  'interrupt a program': ['sleep 100\r', interrupt, 'echo $?\r'],
  'interrupt a list': ['echo one; sleep 100; echo two\r', interrupt, 'echo after\r'],
  'interrupt a loop of programs': ['while true; do sleep 0.1; done\r', interrupt, 'echo after\r'],
  'interrupt a loop of builtins': ['while :; do :; done\r', interrupt, 'echo after\r'],
  'interrupt a line': ['echo lost', interrupt, 'echo kept\r'],
  'interrupt in the middle of a command': ['if true\r', interrupt, 'echo after\r'],
  'interrupt a pipeline': ['sleep 100 | cat\r', interrupt, 'echo $?\r'],
  'type into a program': ['cat\r', 'one\r', 'two\r', end, 'echo $?\r'],
  read: ['read x\r', 'some words\r', 'echo "<$x>"\r'],
  'stop and go on': ['sleep 100\r', suspend, 'echo $?\r', 'fg\r', interrupt],
  'stop, continue in the background, kill': [
    'sleep 100\r',
    suspend,
    'bg\r',
    'jobs\r',
    'kill %1; sleep 0.1\r',
    '\r',
    'jobs\r',
  ],
  'several jobs': ['sleep 100 & sleep 200 &\r', 'jobs\r', 'kill %1 %2; sleep 0.1\r', '\r'],
  'a job that ends': ['sleep 0.2 &\r', '\r', 'jobs\r'],
  'a job that fails': ['sh -c "sleep 0.2; exit 3" &\r', '\r'],
  'wait for a job': ['sleep 0.2 & wait; echo waited\r', 'echo next\r'],
  'a job to the foreground': ['sleep 100 &\r', 'fg\r', interrupt, 'jobs\r'],
  'exit with a stopped job': ['sleep 100\r', suspend, 'exit\r', 'exit\r'],
  'a killed program': ['sh -c "kill -9 \\$\\$"\r', 'echo $?\r'],
  'a trap on interrupt': ["trap 'echo caught' INT\r", 'sleep 100\r', interrupt, 'echo after\r'],
  'a subshell that is interrupted': ['(sleep 100; echo never)\r', interrupt, 'echo $?\r'],
  'several lines at once': ['echo one\recho two\recho three\r'],
  'exit status of an empty line': ['false\r', '\r', 'echo $?\r'],
  'no such job': ['fg\r', 'fg %3\r', 'kill %2\r'],
  'set -e ends it': ['set -e\r', 'false\r'],
};

/** For bash. */
export const bash: Readonly<Record<string, readonly string[]>> = {
  'history expansion': ['echo one two\r', '!!\r', 'echo !$\r', '!echo\r', '!nosuch\r', '^two^three\r'],
  history: ['echo a\r', 'echo b\r', 'history\r'],
  'an alias': ["alias hi='echo hello'\r", 'hi you\r', 'alias hi\r', 'type hi\r'],
  'disown forgets a job': ['sleep 0.5 & disown; jobs; echo none\r'],
  'a stopped job is restarted by its name': ['sleep 100\r', suspend, '%sleep\r', interrupt],
};
