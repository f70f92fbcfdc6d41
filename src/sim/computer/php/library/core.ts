// The classes that are always there, in PHP. Functions whose names begin with an underscore are ours.

/** What exceptions and errors have in common; PHP lets no class of a program implement Throwable by itself. */
const throwable = String.raw`    protected $message = '';
    private string $string = '';
    protected $code = 0;
    protected string $file = '';
    protected int $line = 0;
    private array $trace = [];
    private ?Throwable $previous = null;
    public function __construct($message = '', $code = 0, ?Throwable $previous = null) {
        if ($message !== '') $this->message = $message;
        if ($code !== 0) $this->code = $code;
        $this->previous = $previous;
    }
    final public function getMessage(): string { return $this->message; }
    final public function getCode() { return $this->code; }
    final public function getFile(): string { return $this->file; }
    final public function getLine(): int { return $this->line; }
    final public function getTrace(): array { return $this->trace; }
    final public function getPrevious(): ?Throwable { return $this->previous; }
    final public function getTraceAsString(): string { return _trace_text($this->trace); }
    public function __toString(): string { return _throwable_text($this); }`;

/** Throwable and its family, what arrays and iterators are asked for, closures, generators, enumerations. */
export const core = String.raw`<?php
interface Traversable {}
interface Iterator extends Traversable { function current(); function key(); function next(); function rewind(); function valid(); }
interface IteratorAggregate extends Traversable { function getIterator(); }
interface ArrayAccess { function offsetExists($offset); function offsetGet($offset); function offsetSet($offset, $value); function offsetUnset($offset); }
interface Countable { function count(); }
interface Stringable { function __toString(): string; }
interface JsonSerializable { function jsonSerialize(); }
interface Serializable { function serialize(); function unserialize(string $data); }
interface UnitEnum { public static function cases(): array; }
interface BackedEnum extends UnitEnum { public static function from(int|string $value): static; public static function tryFrom(int|string $value): ?static; }
trait _UnitEnum { public static function cases(): array { return _enum(static::class, 'cases'); } }
trait _BackedEnum {
    public static function from(int|string $value): static { return _enum(static::class, 'from', $value); }
    public static function tryFrom(int|string $value): ?static { return _enum(static::class, 'tryFrom', $value); }
}
interface Throwable extends Stringable {}
class Exception implements Throwable {
${throwable}
}
class Error implements Throwable {
${throwable}
}
class ErrorException extends Exception {
    protected int $severity = 1;
    public function __construct($message = '', $code = 0, int $severity = 1, ?string $filename = null, ?int $line = null, ?Throwable $previous = null) {
        parent::__construct($message, $code, $previous);
        $this->severity = $severity;
        if ($filename !== null) $this->file = $filename;
        if ($line !== null) $this->line = $line;
    }
    final public function getSeverity(): int { return $this->severity; }
}
class TypeError extends Error {}
class ValueError extends Error {}
class ArithmeticError extends Error {}
class DivisionByZeroError extends ArithmeticError {}
class ArgumentCountError extends TypeError {}
class AssertionError extends Error {}
class UnhandledMatchError extends Error {}
class CompileError extends Error {}
class ParseError extends CompileError {}
class JsonException extends Exception {}
class LogicException extends Exception {}
class BadFunctionCallException extends LogicException {}
class BadMethodCallException extends BadFunctionCallException {}
class DomainException extends LogicException {}
class InvalidArgumentException extends LogicException {}
class LengthException extends LogicException {}
class OutOfRangeException extends LogicException {}
class RuntimeException extends Exception {}
class OutOfBoundsException extends RuntimeException {}
class OverflowException extends RuntimeException {}
class RangeException extends RuntimeException {}
class UnderflowException extends RuntimeException {}
class UnexpectedValueException extends RuntimeException {}
class stdClass {}
class __PHP_Incomplete_Class {}
final class __Resource {}
final class Attribute { public function __construct(public int $flags = 63) {} }
final class AllowDynamicProperties {}
final class ReturnTypeWillChange {}
final class SensitiveParameter {}
final class Override {}
final class Closure {
    private function __construct() {}
    public static function bind(Closure $closure, ?object $newThis, $newScope = 'static'): ?Closure { return _closure_bind($closure, $newThis, $newScope); }
    public function bindTo(?object $newThis, $newScope = 'static'): ?Closure { return _closure_bind($this, $newThis, $newScope); }
    public function call(object $newThis, ...$args) { return _closure_call($this, $newThis, $args); }
    public static function fromCallable($callback): Closure { return _closure_from($callback); }
}
final class Generator implements Iterator {
    public function current(): mixed { return _generator($this, 'current'); }
    public function key(): mixed { return _generator($this, 'key'); }
    public function next(): void { _generator($this, 'next'); }
    public function rewind(): void { _generator($this, 'rewind'); }
    public function valid(): bool { return _generator($this, 'valid'); }
    public function send($value): mixed { return _generator($this, 'send', $value); }
    public function throw($exception): mixed { return _generator($this, 'throw', $exception); }
    public function getReturn(): mixed { return _generator($this, 'return'); }
}
final class WeakMap implements ArrayAccess, Countable, IteratorAggregate {
    private array $objects = [];
    private array $values = [];
    public function offsetExists($o): bool { return isset($this->values[spl_object_id($o)]); }
    public function offsetGet($o): mixed { return $this->values[spl_object_id($o)]; }
    public function offsetSet($o, $value): void { $this->objects[spl_object_id($o)] = $o; $this->values[spl_object_id($o)] = $value; }
    public function offsetUnset($o): void { unset($this->objects[spl_object_id($o)], $this->values[spl_object_id($o)]); }
    public function count(): int { return count($this->values); }
    public function getIterator(): Iterator { foreach ($this->objects as $id => $o) yield $o => $this->values[$id]; }
}
final class WeakReference {
    private ?object $object;
    public static function create(object $object): WeakReference { $made = new WeakReference; $made->object = $object; return $made; }
    public function get(): ?object { return $this->object; }
}
`;
