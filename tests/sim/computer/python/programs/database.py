# sqlite3: tables, parameters, rows, transactions, errors.
import sqlite3
from contextlib import closing

print(sqlite3.apilevel, sqlite3.paramstyle)
connection = sqlite3.connect(":memory:")
connection.row_factory = sqlite3.Row
cursor = connection.cursor()
cursor.execute("CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, age INTEGER, score REAL, photo BLOB)")
cursor.execute("INSERT INTO users (name, age, score) VALUES (?, ?, ?)", ("Ada", 36, 9.5))
print(cursor.lastrowid, cursor.rowcount)
cursor.executemany("INSERT INTO users (name, age) VALUES (:name, :age)", [{"name": "Bob", "age": 20}, {"name": "Cy", "age": None}])
print(cursor.rowcount)
connection.commit()
rows = cursor.execute("SELECT * FROM users WHERE age > ? OR age IS NULL ORDER BY id", (18,)).fetchall()
for row in rows:
    print(tuple(row), row["name"], row[0], row.keys())
print(cursor.execute("SELECT count(*), avg(age), max(score) FROM users").fetchone()[:])
print([d[0] for d in cursor.description])
try:
    with connection:
        connection.execute("INSERT INTO users (name) VALUES ('Dee')")
        connection.execute("INSERT INTO users (name) VALUES ('Ada')")
except sqlite3.IntegrityError as error:
    print("IntegrityError:", error)
print(connection.execute("SELECT count(*) FROM users").fetchone()[0], connection.in_transaction, connection.total_changes)
for wrong in ("SELEC 1", "SELECT * FROM nowhere", "SELECT nope FROM users", "INSERT INTO users (name) VALUES (NULL)"):
    try:
        connection.execute(wrong)
    except sqlite3.Error as error:
        print(type(error).__name__, error)
try:
    connection.execute("SELECT ?, ?", (1,))
except sqlite3.ProgrammingError as error:
    print(error)
connection.execute("UPDATE users SET photo = ? WHERE id = 1", (b"\x00\x01",))
print(connection.execute("SELECT photo, typeof(photo), typeof(age) FROM users WHERE id = 1").fetchone()["photo"])
connection.rollback()
connection.executescript("""
    CREATE TABLE t (a, b);
    INSERT INTO t VALUES (1, 'x'), (2, 'y');
""")
for a, b in connection.execute("SELECT a, b FROM t"):
    print(a, b)
connection.close()
try:
    connection.execute("SELECT 1")
except sqlite3.ProgrammingError as error:
    print(error)
with closing(sqlite3.connect("/tmp/drydock-test.db")) as db:
    with db:
        db.execute("DROP TABLE IF EXISTS visits")
        db.execute("CREATE TABLE visits (at TEXT, n INT)")
        db.execute("INSERT INTO visits VALUES ('now', 1)")
with closing(sqlite3.connect("/tmp/drydock-test.db")) as db:
    print(db.execute("SELECT at, n FROM visits").fetchall())
    print(list(db.iterdump()))
