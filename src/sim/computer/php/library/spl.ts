// Lists, stacks, heaps and iterators of the Standard PHP Library, in PHP.

export const spl = String.raw`<?php
interface OuterIterator extends Iterator { function getInnerIterator(); }
interface SeekableIterator extends Iterator { function seek(int $offset); }
class ArrayIterator implements SeekableIterator, ArrayAccess, Countable {
    private $storage;
    private array $keys = [];
    private int $at = 0;
    public function __construct($array = []) { $this->storage = is_object($array) ? get_object_vars($array) : $array; $this->keys = array_keys($this->storage); }
    public function current(): mixed { return $this->storage[$this->keys[$this->at]] ?? null; }
    public function key(): string|int|null { return $this->keys[$this->at] ?? null; }
    public function next(): void { $this->at++; }
    public function rewind(): void { $this->at = 0; $this->keys = array_keys($this->storage); }
    public function valid(): bool { return $this->at < count($this->keys); }
    public function seek(int $offset) { $this->at = $offset; }
    public function count(): int { return count($this->storage); }
    public function offsetExists($k): bool { return isset($this->storage[$k]); }
    public function offsetGet($k): mixed { return $this->storage[$k]; }
    public function offsetSet($k, $v): void { if ($k === null) $this->storage[] = $v; else $this->storage[$k] = $v; }
    public function offsetUnset($k): void { unset($this->storage[$k]); }
    public function getArrayCopy(): array { return $this->storage; }
}
class ArrayObject implements IteratorAggregate, ArrayAccess, Countable {
    private $storage;
    public function __construct($array = [], int $flags = 0) { $this->storage = is_object($array) ? get_object_vars($array) : $array; }
    public function getIterator(): Iterator { return new ArrayIterator($this->storage); }
    public function offsetExists($k): bool { return isset($this->storage[$k]); }
    public function offsetGet($k): mixed { return $this->storage[$k]; }
    public function offsetSet($k, $v): void { if ($k === null) $this->storage[] = $v; else $this->storage[$k] = $v; }
    public function offsetUnset($k): void { unset($this->storage[$k]); }
    public function append($v): void { $this->storage[] = $v; }
    public function count(): int { return count($this->storage); }
    public function getArrayCopy(): array { return $this->storage; }
    public function exchangeArray($array): array { $old = $this->storage; $this->storage = $array; return $old; }
    public function ksort(int $flags = SORT_REGULAR) { return ksort($this->storage, $flags); }
    public function asort(int $flags = SORT_REGULAR) { return asort($this->storage, $flags); }
    public function uasort(callable $callback) { return uasort($this->storage, $callback); }
    public function uksort(callable $callback) { return uksort($this->storage, $callback); }
    public function natsort() { return natsort($this->storage); }
}
class SplDoublyLinkedList implements Iterator, Countable, ArrayAccess {
    protected array $dllist = [];
    private int $at = 0;
    protected bool $backwards = false;
    public function push($v): void { $this->dllist[] = $v; }
    public function pop(): mixed { if (!$this->dllist) throw new RuntimeException("Can't pop from an empty datastructure"); return array_pop($this->dllist); }
    public function shift(): mixed { if (!$this->dllist) throw new RuntimeException("Can't shift from an empty datastructure"); return array_shift($this->dllist); }
    public function unshift($v): void { array_unshift($this->dllist, $v); }
    public function top(): mixed { if (!$this->dllist) throw new RuntimeException("Can't peek at an empty datastructure"); return $this->dllist[count($this->dllist) - 1]; }
    public function bottom(): mixed { if (!$this->dllist) throw new RuntimeException("Can't peek at an empty datastructure"); return $this->dllist[0]; }
    public function isEmpty(): bool { return !$this->dllist; }
    public function count(): int { return count($this->dllist); }
    public function toArray(): array { return $this->dllist; }
    public function offsetExists($k): bool { return isset($this->dllist[$k]); }
    public function offsetGet($k): mixed { return $this->dllist[$k]; }
    public function offsetSet($k, $v): void { if ($k === null) $this->dllist[] = $v; else $this->dllist[$k] = $v; }
    public function offsetUnset($k): void { array_splice($this->dllist, $k, 1); }
    public function rewind(): void { $this->at = $this->backwards ? count($this->dllist) - 1 : 0; }
    public function valid(): bool { return isset($this->dllist[$this->at]); }
    public function current(): mixed { return $this->dllist[$this->at] ?? null; }
    public function key(): int { return $this->at; }
    public function next(): void { $this->at += $this->backwards ? -1 : 1; }
}
class SplQueue extends SplDoublyLinkedList {
    public function enqueue($v): void { $this->push($v); }
    public function dequeue(): mixed { return $this->shift(); }
}
class SplStack extends SplDoublyLinkedList { protected bool $backwards = true; }
abstract class SplHeap implements Iterator, Countable {
    private array $heap = [];
    abstract protected function compare($a, $b);
    public function insert($v) { $this->heap[] = $v; usort($this->heap, fn($a, $b) => $this->compare($b, $a)); return true; }
    public function extract(): mixed { if (!$this->heap) throw new RuntimeException("Can't extract from an empty heap"); return array_shift($this->heap); }
    public function top(): mixed { if (!$this->heap) throw new RuntimeException("Can't peek at an empty heap"); return $this->heap[0]; }
    public function isEmpty(): bool { return !$this->heap; }
    public function count(): int { return count($this->heap); }
    public function rewind(): void {}
    public function valid(): bool { return (bool) $this->heap; }
    public function current(): mixed { return $this->heap[0] ?? null; }
    public function key(): int { return count($this->heap) - 1; }
    public function next(): void { array_shift($this->heap); }
}
class SplMinHeap extends SplHeap { protected function compare($a, $b) { return $b <=> $a; } }
class SplMaxHeap extends SplHeap { protected function compare($a, $b) { return $a <=> $b; } }
class SplPriorityQueue implements Iterator, Countable {
    private array $heap = [];
    private int $serial = PHP_INT_MAX;
    public function compare($a, $b) { return $a <=> $b; }
    public function insert($value, $priority) { $this->heap[] = [$value, $priority, $this->serial--]; usort($this->heap, fn($a, $b) => $this->compare($b[1], $a[1]) ?: $b[2] <=> $a[2]); return true; }
    public function extract(): mixed { if (!$this->heap) throw new RuntimeException("Can't extract from an empty heap"); return array_shift($this->heap)[0]; }
    public function top(): mixed { if (!$this->heap) throw new RuntimeException("Can't peek at an empty heap"); return $this->heap[0][0]; }
    public function isEmpty(): bool { return !$this->heap; }
    public function count(): int { return count($this->heap); }
    public function rewind(): void {}
    public function valid(): bool { return (bool) $this->heap; }
    public function current(): mixed { return $this->heap[0][0] ?? null; }
    public function key(): int { return count($this->heap) - 1; }
    public function next(): void { array_shift($this->heap); }
}
class SplFixedArray implements IteratorAggregate, ArrayAccess, Countable {
    private array $items;
    public function __construct(private int $size = 0) { $this->items = $size > 0 ? array_fill(0, $size, null) : []; }
    private function at($k) { if (!is_int($k) && !is_numeric($k) || $k < 0 || $k >= $this->size) throw new RuntimeException('Index invalid or out of range'); return (int) $k; }
    public function offsetExists($k): bool { return isset($this->items[$k]); }
    public function offsetGet($k): mixed { return $this->items[$this->at($k)]; }
    public function offsetSet($k, $v): void { $this->items[$this->at($k)] = $v; }
    public function offsetUnset($k): void { $this->items[$this->at($k)] = null; }
    public function count(): int { return $this->size; }
    public function getSize(): int { return $this->size; }
    public function setSize(int $size) { $this->items = array_slice(array_pad($this->items, $size, null), 0, $size); $this->size = $size; return true; }
    public function toArray(): array { return $this->items; }
    public static function fromArray(array $array): SplFixedArray { $made = new SplFixedArray(count($array)); $i = 0; foreach ($array as $v) $made[$i++] = $v; return $made; }
    public function getIterator(): Iterator { return new ArrayIterator($this->items); }
}
class SplObjectStorage implements Countable, IteratorAggregate, ArrayAccess {
    private array $objects = [];
    private array $data = [];
    public function attach(object $o, $info = null): void { $this->objects[spl_object_id($o)] = $o; $this->data[spl_object_id($o)] = $info; }
    public function detach(object $o): void { unset($this->objects[spl_object_id($o)], $this->data[spl_object_id($o)]); }
    public function contains(object $o): bool { return isset($this->objects[spl_object_id($o)]); }
    public function count(): int { return count($this->objects); }
    public function offsetExists($o): bool { return $this->contains($o); }
    public function offsetGet($o): mixed { if (!$this->contains($o)) throw new UnexpectedValueException('Object not found'); return $this->data[spl_object_id($o)]; }
    public function offsetSet($o, $info = null): void { $this->attach($o, $info); }
    public function offsetUnset($o): void { $this->detach($o); }
    public function getIterator(): Iterator { return new ArrayIterator(array_values($this->objects)); }
}
interface SplObserver { public function update(SplSubject $subject); }
interface SplSubject { public function attach(SplObserver $observer); public function detach(SplObserver $observer); public function notify(); }
class IteratorIterator implements OuterIterator {
    protected $inner;
    public function __construct(Traversable $iterator) { $this->inner = $iterator instanceof IteratorAggregate ? $iterator->getIterator() : $iterator; }
    public function getInnerIterator(): ?Iterator { return $this->inner; }
    public function current(): mixed { return $this->inner->current(); }
    public function key(): mixed { return $this->inner->key(); }
    public function next(): void { $this->inner->next(); }
    public function rewind(): void { $this->inner->rewind(); }
    public function valid(): bool { return $this->inner->valid(); }
}
abstract class FilterIterator extends IteratorIterator {
    abstract public function accept();
    public function rewind(): void { $this->inner->rewind(); $this->skip(); }
    public function next(): void { $this->inner->next(); $this->skip(); }
    private function skip() { while ($this->inner->valid() && !$this->accept()) $this->inner->next(); }
}
class CallbackFilterIterator extends FilterIterator {
    private $callback;
    public function __construct(Iterator $iterator, callable $callback) { parent::__construct($iterator); $this->callback = $callback; }
    public function accept(): bool { return (bool) ($this->callback)($this->current(), $this->key(), $this->inner); }
}
class LimitIterator extends IteratorIterator {
    private int $position = 0;
    public function __construct(Iterator $iterator, private int $offset = 0, private int $limit = -1) { parent::__construct($iterator); }
    public function rewind(): void { $this->inner->rewind(); $this->position = 0; while ($this->position < $this->offset && $this->inner->valid()) { $this->inner->next(); $this->position++; } }
    public function next(): void { $this->inner->next(); $this->position++; }
    public function valid(): bool { return ($this->limit < 0 || $this->position < $this->offset + $this->limit) && $this->inner->valid(); }
}
class InfiniteIterator extends IteratorIterator {
    public function next(): void { $this->inner->next(); if (!$this->inner->valid()) $this->inner->rewind(); }
}
class EmptyIterator implements Iterator {
    public function current(): mixed { throw new BadMethodCallException('Accessing the value of an EmptyIterator'); }
    public function key(): mixed { throw new BadMethodCallException('Accessing the key of an EmptyIterator'); }
    public function next(): void {}
    public function rewind(): void {}
    public function valid(): bool { return false; }
}
`;
