// `csv` in Python: comma separated values.

/** Its source. */
export const source = String.raw`import re
from io import StringIO

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)


class Error(Exception):
    pass


Error.__module__ = '_csv'


class Dialect:
    delimiter = ','
    quotechar = '"'
    escapechar = None
    doublequote = True
    skipinitialspace = False
    lineterminator = '\r\n'
    quoting = QUOTE_MINIMAL
    strict = False


class excel(Dialect):
    pass


class excel_tab(excel):
    delimiter = '\t'


class unix_dialect(Dialect):
    lineterminator = '\n'
    quoting = QUOTE_ALL


_dialects = {'excel': excel, 'excel-tab': excel_tab, 'unix': unix_dialect}


def register_dialect(name, dialect=excel, **fmtparams):
    _dialects[name] = _settle(dialect, fmtparams)


def unregister_dialect(name):
    del _dialects[name]


def get_dialect(name):
    return _dialects[name]


def list_dialects():
    return list(_dialects)


def field_size_limit(limit=None):
    return 131072


def _settle(dialect, params):
    if isinstance(dialect, str):
        if dialect not in _dialects:
            raise Error('unknown dialect')
        dialect = _dialects[dialect]
    made = Dialect()
    for name in ('delimiter', 'quotechar', 'escapechar', 'doublequote', 'skipinitialspace', 'lineterminator', 'quoting', 'strict'):
        if dialect is not None and hasattr(dialect, name):
            setattr(made, name, getattr(dialect, name))
    for name, value in params.items():
        if not hasattr(Dialect, name):
            raise TypeError(f"this function got an unexpected keyword argument '{name}'")
        setattr(made, name, value)
    if not isinstance(made.delimiter, str) or len(made.delimiter) != 1:
        raise TypeError('"delimiter" must be a 1-character string')
    return made


class reader:
    def __init__(self, iterable, dialect='excel', **fmtparams):
        self._lines = iter(iterable)
        self.dialect = _settle(dialect, fmtparams)
        self.line_num = 0

    def __iter__(self):
        return self

    def _line(self):
        line = next(self._lines)
        if not isinstance(line, str):
            raise Error(f'iterator should return strings, not {type(line).__name__} (the file should be opened in text mode)')
        self.line_num += 1
        return line

    def __next__(self):
        d = self.dialect
        line = self._line()
        fields = []
        while True:
            field = []
            quoted = False
            i = 0
            state = 'start'
            text = line
            while True:
                if i >= len(text):
                    if state == 'quoted':
                        try:
                            text += self._line()
                            continue
                        except StopIteration:
                            if d.strict:
                                raise Error('unexpected end of data') from None
                    break
                c = text[i]
                i += 1
                if state == 'quoted':
                    if c == d.escapechar:
                        field.append(text[i:i + 1])
                        i += 1
                    elif c == d.quotechar:
                        if d.doublequote and text[i:i + 1] == d.quotechar:
                            field.append(c)
                            i += 1
                        else:
                            state = 'in'
                    else:
                        field.append(c)
                elif c in '\r\n':
                    break
                elif c == d.delimiter:
                    fields.append(self._value(field, quoted))
                    field, quoted, state = [], False, 'start'
                elif state == 'start' and c == d.quotechar and d.quoting != QUOTE_NONE:
                    quoted, state = True, 'quoted'
                elif state == 'start' and c == ' ' and d.skipinitialspace:
                    pass
                elif c == d.escapechar:
                    field.append(text[i:i + 1])
                    i += 1
                    state = 'in'
                else:
                    field.append(c)
                    state = 'in'
            if fields or field or quoted or (text.strip('\r\n') and True):
                fields.append(self._value(field, quoted))
            return fields

    def _value(self, field, quoted):
        text = ''.join(field)
        if self.dialect.quoting == QUOTE_NONNUMERIC and not quoted:
            return float(text)
        return text


class writer:
    def __init__(self, csvfile, dialect='excel', **fmtparams):
        self._write = csvfile.write
        self.dialect = _settle(dialect, fmtparams)

    def writerow(self, row):
        d = self.dialect
        out = []
        row = list(row)
        for value in row:
            number = isinstance(value, (int, float)) and not isinstance(value, bool)
            text = '' if value is None else value if isinstance(value, str) else repr(value) if isinstance(value, float) else str(value)
            special = any(c in text for c in (d.delimiter, d.quotechar or '', '\r', '\n') if c)
            if d.quoting == QUOTE_ALL or (d.quoting == QUOTE_NONNUMERIC and not number) or (d.quoting == QUOTE_MINIMAL and (special or (text == '' and len(row) == 1))) or (d.quoting == QUOTE_STRINGS and isinstance(value, str)) or (d.quoting == QUOTE_NOTNULL and value is not None):
                q = d.quotechar
                text = q + (text.replace(q, q + q) if d.doublequote else text.replace(q, d.escapechar + q)) + q
            elif special and d.quoting == QUOTE_NONE:
                if d.escapechar is None:
                    raise Error('need to escape, but no escapechar set')
                for c in (d.escapechar, d.delimiter, d.quotechar):
                    if c:
                        text = text.replace(c, d.escapechar + c)
            out.append(text)
        return self._write(d.delimiter.join(out) + d.lineterminator)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', *args, **kwds):
        self._fieldnames = list(fieldnames) if fieldnames is not None else None
        self.restkey, self.restval = restkey, restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            self.fieldnames
        row = next(self.reader)
        self.line_num = self.reader.line_num
        while row == []:
            row = next(self.reader)
        d = dict(zip(self.fieldnames, row))
        lf, lr = len(self.fieldnames), len(row)
        if lf < lr:
            d[self.restkey] = row[lf:]
        elif lf > lr:
            for key in self.fieldnames[lr:]:
                d[key] = self.restval
        return d


class DictWriter:
    def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', *args, **kwds):
        self.fieldnames, self.restval, self.extrasaction = fieldnames, restval, extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _row(self, rowdict):
        if self.extrasaction == 'raise':
            wrong = [k for k in rowdict if k not in self.fieldnames]
            if wrong:
                raise ValueError('dict contains fields not in fieldnames: ' + ', '.join([repr(x) for x in wrong]))
        return [rowdict.get(key, self.restval) for key in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._row, rowdicts))


class Sniffer:
    def sniff(self, sample, delimiters=None):
        line = sample.split('\n')[0]
        best = max(delimiters or ',;\t|', key=line.count)
        if not line.count(best):
            raise Error('Could not determine delimiter')

        class dialect(excel):
            delimiter = best
        return dialect

    def has_header(self, sample):
        rows = list(reader(StringIO(sample)))
        return len(rows) > 1 and not any(v.replace('.', '', 1).isdigit() for v in rows[0])
`;
