// The line of a commit that says who made it, and when.
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Who wrote a commit, and when, as `git log` shows it. */
interface Author {
  readonly name: string;
  readonly email: string;
  readonly date: string;
}

/** Reads `Name <email> seconds zone`. */
export function readAuthor(text: string): Author {
  const [, name = '', email = '', seconds = '0'] = /^(.*) <(.*)> (\d+) /.exec(text) ?? [];
  const at = new Date(Number(seconds) * 1000);
  const clock = at.toISOString().slice(11, 19);
  const date = `${days[at.getUTCDay()] ?? ''} ${months[at.getUTCMonth()] ?? ''} ${at.getUTCDate()} ${clock} ${at.getUTCFullYear()} +0000`;
  return { name, email, date };
}
