// mysqli and PDO in PHP, over connections of ours. Prepared statements are put together here: the server is asked with plain text.

export const databaseClasses = String.raw`<?php
class mysqli_sql_exception extends RuntimeException {
    protected string $sqlstate = '00000';
    public static function _make(array $problem) { $made = new self($problem['error'], $problem['errno']); $made->sqlstate = $problem['state']; return $made; }
    public function getSqlState(): string { return $this->sqlstate; }
}
final class mysqli_driver { public int $report_mode = 3; }
class mysqli {
    public int|string $affected_rows = 0; public int $errno = 0; public string $error = ''; public string $sqlstate = '00000';
    public int|string $insert_id = 0; public ?string $connect_error = null; public int $connect_errno = 0; public string $server_info = '';
    public string $host_info = ''; public int $thread_id = 0; public int $protocol_version = 10; public int $field_count = 0; public ?string $info = null;
    public string $client_info = 'mysqlnd 8.4'; public int $server_version = 0; public array $error_list = []; public int $warning_count = 0;
    public static int $_report = 3; public static int $_errno = 0; public static ?string $_error = null;
    private $_link = null; private bool $_closed = false; private array $_more = [];
    public function __construct(?string $hostname = null, ?string $username = null, ?string $password = null, ?string $database = null, ?int $port = null, ?string $socket = null) {
        if (func_num_args() > 0) $this->real_connect($hostname, $username, $password, $database, $port, $socket);
    }
    public function real_connect(?string $hostname = null, ?string $username = null, ?string $password = null, ?string $database = null, ?int $port = null, ?string $socket = null, int $flags = 0): bool {
        $host = preg_replace('/^p:/', '', $hostname ?? 'localhost');
        if ($port === null && preg_match('/^([^:]+):(\d+)$/', $host, $m)) { $host = $m[1]; $port = (int) $m[2]; }
        _mysql_connecting('mysqli::__construct');
        $found = _mysql_connect($host, $port ?: 3306, $username ?? 'root', $password ?? '', $database ?? '');
        if (is_array($found)) {
            self::$_errno = $this->connect_errno = $found['errno']; self::$_error = $this->connect_error = $found['error'];
            if (self::$_report & 2) throw mysqli_sql_exception::_make($found);
            _warn("mysqli::__construct(): ({$found['state']}/{$found['errno']}): {$found['error']}");
            return false;
        }
        self::$_errno = 0; self::$_error = null;
        $this->_link = $found;
        $this->server_info = _mysql_version($found); $this->thread_id = _mysql_id($found); $this->host_info = $host === 'localhost' ? 'Localhost via UNIX socket' : "$host via TCP/IP";
        return true;
    }
    public function options(int $option, $value): bool { return true; }
    public function ssl_set(...$args) { return true; }
    private function _ask(string $sql, bool $native = false) {
        if ($this->_closed) throw new Error('mysqli object is already closed');
        if ($this->_link === null) throw new Error('mysqli object is not fully initialized');
        $found = _mysql_query($this->_link, $sql, $native);
        $this->errno = $found['errno'] ?? 0; $this->error = $found['error'] ?? ''; $this->sqlstate = $found['state'] ?? '00000';
        $this->error_list = $this->errno ? [['errno' => $this->errno, 'sqlstate' => $this->sqlstate, 'error' => $this->error]] : [];
        if ($this->errno) {
            $this->affected_rows = -1;
            if (self::$_report & 2) throw mysqli_sql_exception::_make($found);
            if (self::$_report & 1) _warn("mysqli::query(): ({$this->sqlstate}/{$this->errno}): {$this->error}");
            return false;
        }
        if (isset($found['rows'])) { $this->affected_rows = count($found['rows']); $this->field_count = count($found['columns']); }
        else { $this->affected_rows = $found['affected']; $this->insert_id = $found['id']; $this->field_count = 0; $this->info = $found['info'] ?: null; }
        return $found;
    }
    public function _run(string $sql, bool $native) { return $this->_ask($sql, $native); }
    public function query(string $query, int $result_mode = 0): mysqli_result|bool {
        $found = $this->_ask($query);
        if ($found === false) return false;
        return isset($found['rows']) ? new mysqli_result($found) : true;
    }
    public function real_query(string $query): bool { return $this->multi_query($query); }
    public function multi_query(string $query): bool {
        $this->_more = [];
        foreach (_mysqli_functions::_split($query) as $one) $this->_more[] = $one;
        if (!$this->_more) return false;
        $first = $this->_ask(array_shift($this->_more));
        array_unshift($this->_more, $first);
        return $first !== false;
    }
    public function store_result(int $mode = 0) { $one = $this->_more[0] ?? false; return is_array($one) && isset($one['rows']) ? new mysqli_result($one) : false; }
    public function use_result() { return $this->store_result(); }
    public function more_results(): bool { return count($this->_more) > 1; }
    public function next_result(): bool { array_shift($this->_more); if (!$this->_more) return false; $this->_more[0] = $this->_ask($this->_more[0]); return $this->_more[0] !== false; }
    public function execute_query(string $query, ?array $params = null): mysqli_result|bool { $s = $this->prepare($query); if (!$s || !$s->execute($params)) return false; return $s->get_result() ?: true; }
    public function prepare(string $query): mysqli_stmt|false { return new mysqli_stmt($this, $query); }
    public function stmt_init() { return new mysqli_stmt($this); }
    public function real_escape_string(string $string): string { return _mysqli_functions::_escape($string); }
    public function escape_string(string $string): string { return _mysqli_functions::_escape($string); }
    public function select_db(string $database): bool { return $this->_ask('USE ' . chr(96) . str_replace(chr(96), chr(96) . chr(96), $database) . chr(96)) !== false; }
    public function set_charset(string $charset): bool { return $this->_ask("SET NAMES $charset") !== false; }
    public function character_set_name(): string { return 'utf8mb4'; }
    public function ping(): bool { return $this->_ask('SELECT 1') !== false; }
    public function autocommit(bool $enable): bool { return $this->_ask($enable ? 'SET autocommit = 1' : 'SET autocommit = 0') !== false; }
    public function begin_transaction(int $flags = 0, ?string $name = null): bool { return $this->_ask('START TRANSACTION') !== false; }
    public function commit(int $flags = 0, ?string $name = null): bool { return $this->_ask('COMMIT') !== false; }
    public function rollback(int $flags = 0, ?string $name = null): bool { return $this->_ask('ROLLBACK') !== false; }
    public function get_server_info(): string { return $this->server_info; }
    public function close(): bool { if ($this->_link !== null && !$this->_closed) _mysql_close($this->_link); $this->_closed = true; return true; }
}
class mysqli_result implements IteratorAggregate {
    public int $current_field = 0; public int $field_count = 0; public ?array $lengths = null; public int|string $num_rows = 0; public int $type = 0;
    private array $_columns; private array $_rows; private array $_codes; private int $_at = 0;
    public function __construct(array $found) { $this->_columns = $found['columns']; $this->_rows = $found['rows']; $this->_codes = $found['codes']; $this->num_rows = count($found['rows']); $this->field_count = count($found['columns']); }
    public function fetch_row(): array|null|false { return $this->_rows[$this->_at++] ?? null; }
    public function fetch_assoc(): array|null|false { $row = $this->_rows[$this->_at++] ?? null; return $row === null ? null : array_combine($this->_columns, $row); }
    public function fetch_array(int $mode = MYSQLI_BOTH): array|null|false {
        $row = $this->_rows[$this->_at++] ?? null;
        if ($row === null) return null;
        if ($mode === MYSQLI_NUM) return $row;
        $named = array_combine($this->_columns, $row);
        if ($mode === MYSQLI_ASSOC) return $named;
        $made = [];
        foreach ($row as $i => $value) { $made[$i] = $value; $made[$this->_columns[$i]] = $value; }
        return $made;
    }
    public function fetch_object(string $class = 'stdClass', array $args = []): object|null|false { $row = $this->fetch_assoc(); if ($row === null) return null; $made = new $class(...$args); foreach ($row as $k => $v) $made->$k = $v; return $made; }
    public function fetch_all(int $mode = MYSQLI_NUM): array { $all = []; while (($row = $this->fetch_array($mode)) !== null) $all[] = $row; return $all; }
    public function fetch_column(int $column = 0): null|int|float|string|false { $row = $this->fetch_row(); return $row === null ? false : $row[$column]; }
    public function fetch_field() { $i = $this->current_field++; return isset($this->_columns[$i]) ? (object) ['name' => $this->_columns[$i], 'orgname' => $this->_columns[$i], 'type' => $this->_codes[$i]] : false; }
    public function fetch_fields(): array { return array_map(fn($name, $type) => (object) ['name' => $name, 'orgname' => $name, 'type' => $type], $this->_columns, $this->_codes); }
    public function data_seek(int $offset): bool { $this->_at = $offset; return $offset < count($this->_rows); }
    public function free(): void {} public function close(): void {} public function free_result(): void {}
    public function getIterator(): Iterator { while (($row = $this->fetch_assoc()) !== null) yield $row; }
}
class mysqli_stmt {
    public int|string $affected_rows = 0; public int|string $insert_id = 0; public int|string $num_rows = 0; public int $param_count = 0; public int $errno = 0; public string $error = ''; public string $sqlstate = '00000'; public int $field_count = 0;
    private array $_refs = []; private string $_types = ''; private $_found = null; private array $_results = []; private int $_at = 0; private array $_parts = [];
    public function __construct(private mysqli $_mysqli, ?string $query = null) { if ($query !== null) $this->prepare($query); }
    public function prepare(string $query): bool { $this->_parts = _mysqli_functions::_parts($query); $this->param_count = count($this->_parts) - 1; return true; }
    public function bind_param(string $types, mixed &...$vars): bool {
        if (strlen($types) !== count($vars)) throw new ArgumentCountError('The number of elements in the type definition string must match the number of bind variables');
        if (count($vars) !== $this->param_count) throw new ArgumentCountError('The number of variables must match the number of parameters in the prepared statement');
        $this->_types = $types; $this->_refs = [];
        foreach ($vars as $i => $v) $this->_refs[$i] = &$vars[$i];
        return true;
    }
    public function execute(?array $params = null): bool {
        $values = $params ?? $this->_refs;
        if (count($values) < $this->param_count) throw new mysqli_sql_exception('No data supplied for parameters in prepared statement', 2031);
        $sql = $this->_parts[0];
        foreach (array_values($values) as $i => $value) $sql .= _mysqli_functions::_literal($value, $params === null ? $this->_types[$i] : 's') . ($this->_parts[$i + 1] ?? '');
        try { $found = $this->_mysqli->_run($sql, true); }
        finally { $this->errno = $this->_mysqli->errno; $this->error = $this->_mysqli->error; $this->sqlstate = $this->_mysqli->sqlstate; }
        if ($found === false) return false;
        $this->_found = $found; $this->_at = 0;
        $this->affected_rows = $this->_mysqli->affected_rows; $this->insert_id = $this->_mysqli->insert_id; $this->num_rows = isset($found['rows']) ? count($found['rows']) : 0; $this->field_count = isset($found['columns']) ? count($found['columns']) : 0;
        return true;
    }
    public function get_result(): mysqli_result|false { return isset($this->_found['rows']) ? new mysqli_result($this->_found) : false; }
    public function store_result(): bool { return true; }
    public function bind_result(mixed &...$vars): bool { $this->_results = []; foreach ($vars as $i => $v) $this->_results[$i] = &$vars[$i]; return true; }
    public function fetch(): ?bool { $row = $this->_found['rows'][$this->_at++] ?? null; if ($row === null) return null; foreach ($row as $i => $v) $this->_results[$i] = $v; return true; }
    public function free_result(): void {} public function reset(): bool { return true; } public function close(): bool { return true; }
}
final class _mysqli_functions {
    public static function _escape(string $s): string { return strtr($s, ["\\" => "\\\\", "\0" => "\\0", "\n" => "\\n", "\r" => "\\r", "'" => "\\'", '"' => '\\"', "\x1a" => "\\Z"]); }
    public static function _literal($v, string $type = 's'): string {
        if ($v === null) return 'NULL';
        if ($type === 'i') return (string) (int) $v;
        if ($type === 'd') return (string) (float) $v;
        return "'" . self::_escape((string) $v) . "'";
    }
    public static function _parts(string $sql): array {
        $parts = ['']; $n = 0;
        preg_match_all('/\'(?:[^\'\\\\]|\\\\.|\'\')*\'|"(?:[^"\\\\]|\\\\.|"")*"|\x60[^\x60]*\x60|\?|[^\'"\x60?]+|./s', $sql, $m);
        foreach ($m[0] as $one) { if ($one === '?') $parts[++$n] = ''; else $parts[$n] .= $one; }
        return $parts;
    }
    public static function _split(string $sql): array {
        $all = ['']; $n = 0;
        preg_match_all('/\'(?:[^\'\\\\]|\\\\.|\'\')*\'|"(?:[^"\\\\]|\\\\.|"")*"|\x60[^\x60]*\x60|;|[^\'"\x60;]+|./s', $sql, $m);
        foreach ($m[0] as $one) { if ($one === ';') $all[++$n] = ''; else $all[$n] .= $one; }
        return array_values(array_filter(array_map('trim', $all), fn($s) => $s !== ''));
    }
    public static function _mysqli_connect(...$a) { try { $m = new mysqli(...($a ?: ['localhost'])); } catch (mysqli_sql_exception $e) { throw $e; } return $m->connect_errno ? false : $m; }
    public static function _mysqli_init() { return new mysqli; }
    public static function _mysqli_connect_errno() { return mysqli::$_errno; }
    public static function _mysqli_connect_error() { return mysqli::$_error; }
    public static function _mysqli_report($flags) { mysqli::$_report = $flags; return true; }
    public static function _mysqli_get_client_info() { return 'mysqlnd 8.4'; }
    public static function __callStatic($name, $args) {
        $of = array_shift($args);
        $method = preg_replace('/^_mysqli_(?:stmt_)?/', '', $name);
        if (in_array($method, ['error', 'errno', 'sqlstate', 'insert_id', 'affected_rows', 'num_rows', 'field_count', 'server_info', 'host_info'])) return $of->$method;
        if ($method === 'num_fields') return $of->field_count;
        if ($method === 'get_host_info') return $of->host_info;
        return $of->$method(...$args);
    }
}
class PDOException extends RuntimeException {
    protected $code = 0; public ?array $errorInfo = null;
    public static function _make(string $message, $code, ?array $info) { $made = new self($message); $made->code = $code; $made->errorInfo = $info; return $made; }
}
class PDORow {}
class PDO {
    const PARAM_NULL = 0; const PARAM_INT = 1; const PARAM_STR = 2; const PARAM_LOB = 3; const PARAM_BOOL = 5;
    const FETCH_DEFAULT = 0; const FETCH_LAZY = 1; const FETCH_ASSOC = 2; const FETCH_NUM = 3; const FETCH_BOTH = 4; const FETCH_OBJ = 5; const FETCH_BOUND = 6; const FETCH_COLUMN = 7; const FETCH_CLASS = 8; const FETCH_INTO = 9; const FETCH_FUNC = 10; const FETCH_GROUP = 65536; const FETCH_UNIQUE = 196608; const FETCH_KEY_PAIR = 12; const FETCH_PROPS_LATE = 1048576;
    const ATTR_AUTOCOMMIT = 0; const ATTR_PREFETCH = 1; const ATTR_TIMEOUT = 2; const ATTR_ERRMODE = 3; const ATTR_SERVER_VERSION = 4; const ATTR_CLIENT_VERSION = 5; const ATTR_SERVER_INFO = 6; const ATTR_CONNECTION_STATUS = 7; const ATTR_CASE = 8; const ATTR_PERSISTENT = 12; const ATTR_DRIVER_NAME = 16; const ATTR_STRINGIFY_FETCHES = 17; const ATTR_DEFAULT_FETCH_MODE = 19; const ATTR_EMULATE_PREPARES = 20;
    const ERRMODE_SILENT = 0; const ERRMODE_WARNING = 1; const ERRMODE_EXCEPTION = 2; const ERR_NONE = '00000'; const CASE_NATURAL = 0;
    const MYSQL_ATTR_USE_BUFFERED_QUERY = 1000; const MYSQL_ATTR_LOCAL_INFILE = 1001; const MYSQL_ATTR_INIT_COMMAND = 1002; const MYSQL_ATTR_FOUND_ROWS = 1005; const MYSQL_ATTR_SSL_CA = 1009; const MYSQL_ATTR_SSL_VERIFY_SERVER_CERT = 1014;
    private $_link; private array $_attributes = [3 => 2, 19 => 4]; private array $_info = ['00000', null, null]; private $_last = '0'; private bool $_in = false; private string $_driver = 'mysql';
    public function __construct(string $dsn, ?string $username = null, ?string $password = null, ?array $options = null) {
        $at = strpos($dsn, ':');
        if ($at === false) throw PDOException::_make('PDO::__construct(): Argument #1 ($dsn) must be a valid data source name', 0, null);
        $this->_driver = substr($dsn, 0, $at);
        if (!extension_loaded('pdo_' . $this->_driver)) throw PDOException::_make('could not find driver', 0, null);
        if ($this->_driver !== 'mysql') _not_simulated("PDO with {$this->_driver}");
        $given = ['host' => 'localhost', 'port' => 3306, 'dbname' => '', 'user' => $username ?? '', 'password' => $password ?? ''];
        foreach (explode(';', substr($dsn, $at + 1)) as $part) { if (str_contains($part, '=')) { [$k, $v] = explode('=', $part, 2); $given[trim($k)] = trim($v); } }
        foreach ($options ?? [] as $k => $v) $this->_attributes[$k] = $v;
        _mysql_connecting('PDO::__construct');
        $found = _mysql_connect($given['host'], (int) $given['port'], $given['user'], $given['password'], $given['dbname']);
        if (is_array($found)) throw PDOException::_make("SQLSTATE[{$found['state']}] [{$found['errno']}] {$found['error']}", $found['errno'], [$found['state'], $found['errno'], $found['error']]);
        $this->_link = $found;
        if (isset($this->_attributes[1002])) $this->exec($this->_attributes[1002]);
    }
    public function _ask(string $sql, ?PDOStatement $statement = null) {
        $found = _mysql_query($this->_link, $sql, empty($this->_attributes[17]));
        if (!isset($found['errno'])) { $this->_info = ['00000', null, null]; if (!empty($found['id'])) $this->_last = (string) $found['id']; return $found; }
        $this->_info = [$found['state'], $found['errno'], $found['error']];
        $names = ['42S02' => 'Base table or view not found', '42000' => 'Syntax error or access violation', '23000' => 'Integrity constraint violation', '42S22' => 'Column not found', '42S01' => 'Base table or view already exists', 'HY000' => 'General error', '22001' => 'String data, right truncated', '21S01' => 'Insert value list does not match column list', '3D000' => 'Invalid catalog name', '22003' => 'Numeric value out of range'];
        $message = "SQLSTATE[{$found['state']}]: " . ($names[$found['state']] ?? '<<Unknown error>>') . ": {$found['errno']} {$found['error']}";
        if ($this->_attributes[3] === 2) throw PDOException::_make($message, $found['state'], $this->_info);
        if ($this->_attributes[3] === 1) _warn(($statement ? 'PDOStatement::execute' : 'PDO::query') . "(): $message");
        return false;
    }
    public function _attribute(int $name) { return $this->_attributes[$name] ?? null; }
    public function exec(string $statement): int|false { $found = $this->_ask($statement); return $found === false ? false : ($found['affected'] ?? 0); }
    public function query(string $query, ?int $mode = null, mixed ...$args): PDOStatement|false { $s = new PDOStatement($this, $query); if ($mode !== null) $s->setFetchMode($mode, ...$args); return $s->_run($query) ? $s : false; }
    public function prepare(string $query, array $options = []): PDOStatement|false { return new PDOStatement($this, $query); }
    public function quote(string $string, int $type = PDO::PARAM_STR): string|false { return "'" . _mysqli_functions::_escape($string) . "'"; }
    public function lastInsertId(?string $name = null): string|false { return $this->_last; }
    public function beginTransaction(): bool { if ($this->_in) throw PDOException::_make('There is already an active transaction', 0, null); $this->_ask('START TRANSACTION'); return $this->_in = true; }
    public function commit(): bool { if (!$this->_in) throw PDOException::_make('There is no active transaction', 0, null); $this->_ask('COMMIT'); $this->_in = false; return true; }
    public function rollBack(): bool { if (!$this->_in) throw PDOException::_make('There is no active transaction', 0, null); $this->_ask('ROLLBACK'); $this->_in = false; return true; }
    public function inTransaction(): bool { return $this->_in; }
    public function setAttribute(int $attribute, mixed $value): bool { $this->_attributes[$attribute] = $value; return true; }
    public function getAttribute(int $attribute): mixed { return match ($attribute) { 4 => _mysql_version($this->_link), 16 => $this->_driver, 5 => 'mysqlnd 8.4', 7 => 'TCP/IP', default => $this->_attributes[$attribute] ?? false }; }
    public function errorCode(): ?string { return $this->_info[0]; }
    public function errorInfo(): array { return $this->_info; }
    public static function getAvailableDrivers(): array { return array_values(array_filter(['mysql'], fn($d) => extension_loaded("pdo_$d"))); }
}
class PDOStatement implements IteratorAggregate {
    public string $queryString; private array $_bound = []; private $_found = null; private int $_at = 0; private ?int $_mode = null; private array $_modeArgs = []; private array $_columns = []; private array $_pieces = [];
    public function __construct(private PDO $_pdo, string $query) { $this->queryString = $query; }
    public function _run(string $sql): bool { $found = $this->_pdo->_ask($sql, $this); if ($found === false) return false; $this->_found = $found; $this->_at = 0; return true; }
    public function bindValue(string|int $param, mixed $value, int $type = PDO::PARAM_STR): bool { $this->_bound[is_int($param) ? $param - 1 : ltrim($param, ':')] = [$value, $type]; return true; }
    public function bindParam(string|int $param, mixed &$var, int $type = PDO::PARAM_STR, int $maxLength = 0, mixed $driverOptions = null): bool { $k = is_int($param) ? $param - 1 : ltrim($param, ':'); $this->_bound[$k] = [null, $type]; $this->_bound[$k][0] = &$var; return true; }
    public function bindColumn(string|int $column, mixed &$var, ...$rest): bool { $this->_columns[$column] = &$var; return true; }
    private function _literal(array $bound): string {
        [$value, $type] = $bound;
        if ($value === null) return 'NULL';
        if ($type === PDO::PARAM_INT) return (string) (int) $value;
        if (is_bool($value) || $type === PDO::PARAM_BOOL) return $value ? '1' : '0';
        return "'" . _mysqli_functions::_escape((string) $value) . "'";
    }
    public function execute(?array $params = null): bool {
        if ($params !== null) { $this->_bound = []; foreach ($params as $k => $v) $this->_bound[is_int($k) ? $k : ltrim($k, ':')] = [$v, PDO::PARAM_STR]; }
        preg_match_all('/\'(?:[^\'\\\\]|\\\\.|\'\')*\'|"(?:[^"\\\\]|\\\\.|"")*"|\x60[^\x60]*\x60|\?|:[A-Za-z_]\w*|::|[^\'"\x60?:]+|./s', $this->queryString, $m);
        $sql = ''; $n = 0; $used = [];
        foreach ($m[0] as $one) {
            if ($one === '?') { $key = $n++; }
            elseif ($one[0] === ':' && strlen($one) > 1 && $one !== '::') { $key = substr($one, 1); }
            else { $sql .= $one; continue; }
            if (!array_key_exists($key, $this->_bound)) throw PDOException::_make('SQLSTATE[HY093]: Invalid parameter number: ' . (is_int($key) || !$this->_bound ? 'number of bound variables does not match number of tokens' : 'parameter was not defined'), 'HY093', ['HY093', null, null]);
            $used[$key] = true;
            $sql .= $this->_literal($this->_bound[$key]);
        }
        if (count($this->_bound) > count($used)) throw PDOException::_make('SQLSTATE[HY093]: Invalid parameter number: ' . (is_int(array_key_first($this->_bound)) ? 'number of bound variables does not match number of tokens' : 'parameter was not defined'), 'HY093', ['HY093', null, null]);
        return $this->_run($sql);
    }
    public function setFetchMode(int $mode, mixed ...$args) { $this->_mode = $mode; $this->_modeArgs = $args; return true; }
    private function _shape(array $row, int $mode, array $args) {
        $names = $this->_found['columns'];
        switch ($mode & 0xffff) {
            case PDO::FETCH_NUM: return $row;
            case PDO::FETCH_ASSOC: return array_combine($names, $row);
            case PDO::FETCH_OBJ: return (object) array_combine($names, $row);
            case PDO::FETCH_COLUMN: return $row[$args[0] ?? 0];
            case PDO::FETCH_CLASS: $cls = $args[0] ?? 'stdClass'; $made = new $cls(...($args[1] ?? [])); foreach (array_combine($names, $row) as $k => $v) $made->$k = $v; return $made;
            case PDO::FETCH_FUNC: return $args[0](...$row);
            default: $made = []; foreach ($row as $i => $v) { $made[$names[$i]] = $v; $made[$i] = $v; } return $made;
        }
    }
    private function _modeOf(?int $mode): int { return $mode ?: ($this->_mode ?? $this->_pdo->_attribute(19) ?? PDO::FETCH_BOTH); }
    public function fetch(int $mode = PDO::FETCH_DEFAULT, int $orientation = 0, int $offset = 0): mixed {
        $row = $this->_found['rows'][$this->_at++] ?? null;
        if ($row === null) return false;
        foreach ($this->_columns as $k => $v) { $i = is_int($k) ? $k - 1 : array_search($k, $this->_found['columns']); $this->_columns[$k] = $row[$i]; }
        return $mode === PDO::FETCH_BOUND ? true : $this->_shape($row, $this->_modeOf($mode), $this->_modeArgs);
    }
    public function fetchAll(int $mode = PDO::FETCH_DEFAULT, mixed ...$args): array {
        $chosen = $this->_modeOf($mode); $args = $args ?: $this->_modeArgs; $made = [];
        $rows = array_slice($this->_found['rows'] ?? [], $this->_at); $this->_at += count($rows);
        foreach ($rows as $row) {
            if ($chosen === PDO::FETCH_KEY_PAIR) $made[$row[0]] = $row[1];
            elseif (($chosen & PDO::FETCH_UNIQUE) === PDO::FETCH_UNIQUE) { $key = $row[0]; $made[$key] = array_slice($this->_shape($row, $chosen & 0xffff ?: PDO::FETCH_ASSOC, $args), 1); }
            elseif ($chosen & PDO::FETCH_GROUP) { $key = $row[0]; $made[$key][] = ($chosen & 0xffff) === PDO::FETCH_COLUMN ? $row[1] : array_slice($this->_shape($row, $chosen & 0xffff ?: PDO::FETCH_ASSOC, $args), 1); }
            else $made[] = $this->_shape($row, $chosen, $args);
        }
        return $made;
    }
    public function fetchColumn(int $column = 0): mixed { $row = $this->_found['rows'][$this->_at++] ?? null; return $row === null ? false : $row[$column]; }
    public function fetchObject(?string $class = 'stdClass', array $args = []): object|false { $row = $this->_found['rows'][$this->_at++] ?? null; return $row === null ? false : $this->_shape($row, PDO::FETCH_CLASS, [$class, $args]); }
    public function rowCount(): int { return isset($this->_found['rows']) ? count($this->_found['rows']) : ($this->_found['affected'] ?? 0); }
    public function columnCount(): int { return count($this->_found['columns'] ?? []); }
    public function closeCursor(): bool { $this->_at = PHP_INT_MAX; return true; }
    public function errorInfo(): array { return $this->_pdo->errorInfo(); }
    public function errorCode(): ?string { return $this->_pdo->errorCode(); }
    public function getIterator(): Iterator { while (($row = $this->fetch()) !== false) yield $row; }
}
`;
