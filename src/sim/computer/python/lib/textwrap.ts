// `textwrap` in Python: paragraphs.

/** Its source. */
export const source = String.raw`import re


class TextWrapper:
    def __init__(self, width=70, initial_indent='', subsequent_indent='', expand_tabs=True, replace_whitespace=True, fix_sentence_endings=False,
                 break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8, *, max_lines=None, placeholder=' [...]'):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.break_long_words = break_long_words
        self.break_on_hyphens = break_on_hyphens
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _split(self, text):
        text = re.sub(r'[\t\n\v\f\r ]', ' ', text.expandtabs())
        if not self.break_on_hyphens:
            return [c for c in re.split(r'( +)', text) if c]
        chunks = []
        for word in re.split(r'( +)', text):
            if not word or word.isspace():
                if word:
                    chunks.append(word)
                continue
            parts = re.split(r'(?<=[^\W\d_])-(?=[^\W\d_])', word)
            chunks.extend([part + '-' for part in parts[:-1]] + [parts[-1]])
        return chunks

    def wrap(self, text):
        lines = []
        chunks = self._split(text)
        chunks.reverse()
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            cur, length = [], 0
            if chunks[-1].isspace() and lines:
                chunks.pop()
            while chunks and length + len(chunks[-1]) <= width:
                length += len(chunks[-1])
                cur.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                if self.break_long_words:
                    room = max(1, width - length)
                    cur.append(chunks[-1][:room])
                    chunks[-1] = chunks[-1][room:]
                elif not cur:
                    cur.append(chunks.pop())
            if cur and cur[-1].isspace():
                cur.pop()
            if cur:
                if self.max_lines is not None and len(lines) + 1 == self.max_lines and chunks:
                    while cur and len(''.join(cur)) + len(self.placeholder) > width:
                        cur.pop()
                    lines.append(indent + ''.join(cur).rstrip() + (self.placeholder if cur else self.placeholder.lstrip()))
                    break
                lines.append(indent + ''.join(cur))
        return lines

    def fill(self, text):
        return '\n'.join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(' '.join(text.strip().split()))


def dedent(text):
    lines = [line if line.strip() else '' for line in text.split('\n')]
    margin = None
    for line in lines:
        if not line:
            continue
        indent = line[:len(line) - len(line.lstrip(' \t'))]
        if margin is None:
            margin = indent
        else:
            while not indent.startswith(margin):
                margin = margin[:-1]
    return '\n'.join(line[len(margin or ''):] for line in lines)


def indent(text, prefix, predicate=None):
    predicate = predicate or (lambda line: line.strip())
    return ''.join(prefix + line if predicate(line) else line for line in text.splitlines(True))
`;
