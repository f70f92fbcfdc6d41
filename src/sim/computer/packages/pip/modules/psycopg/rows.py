# What rows are made into.
from collections import namedtuple


def tuple_row(cursor):
    return tuple


def dict_row(cursor):
    names = [column.name for column in cursor.description]
    return lambda values: dict(zip(names, values))


def namedtuple_row(cursor):
    cls = namedtuple('Row', [column.name for column in cursor.description])
    return lambda values: cls(*values)


def scalar_row(cursor):
    return lambda values: values[0]


def class_row(cls):
    def factory(cursor):
        names = [column.name for column in cursor.description]
        return lambda values: cls(**dict(zip(names, values)))
    return factory
