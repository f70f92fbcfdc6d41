<?php
class Coll implements ArrayAccess, IteratorAggregate, Countable { private array $i = []; function offsetExists(mixed $o): bool { return isset($this->i[$o]); } function offsetGet(mixed $o): mixed { return $this->i[$o] ?? "no $o"; } function offsetSet(mixed $o, mixed $v): void { if ($o === null) $this->i[] = $v; else $this->i[$o] = $v; } function offsetUnset(mixed $o): void { unset($this->i[$o]); } function getIterator(): Iterator { return new ArrayIterator($this->i); } function count(): int { return count($this->i); } }
$c = new Coll;
$c[] = 'a';
$c['k'] = 'v';
unset($c[0]);
echo count($c), $c['k'], $c['zz'], isset($c['k']) ? 'set' : '', empty($c['k']) ? 'empty' : 'full', "\n";
foreach ($c as $k => $v) echo "$k=>$v\n";
class Range implements Iterator { private $c; function __construct(private $a, private $b) { $this->c = $a; } function current(): mixed { return $this->c; } function key(): mixed { return $this->c - $this->a; } function next(): void { $this->c++; } function rewind(): void { $this->c = $this->a; } function valid(): bool { return $this->c <= $this->b; } }
foreach (new Range(3, 5) as $k => $v) echo "$k:$v ";
echo implode(',', iterator_to_array(new Range(1, 3))), ' ', array_sum([...new Range(1, 4)]), ' ', iterator_count(new Range(1, 9)), "\n";
class Temp implements Stringable { function __construct(private float $d) {} function __toString(): string { return "{$this->d}°"; } }
echo new Temp(21.5), ' ', strlen(new Temp(1)), ' ', (new Temp(3)) . '!', ' ', in_array('3°', [new Temp(3)]) ? 'in' : 'out', "\n";
class Dtor { function __construct(public string $n) { echo "+$n "; } function __destruct() { echo "-{$this->n} "; } }
function scope() { $d = new Dtor('local'); echo 'in '; } scope();
$d = new Dtor('a');
$d = new Dtor('b');
unset($d);
$e = new Dtor('c');
$e = null;
echo "end\n";
$keep = new Dtor('last');
abstract class Model { protected static array $store = []; public static function create(array $a): static { $m = new static; foreach ($a as $k => $v) $m->$k = $v; return static::$store[static::class][] = $m; } public static function all(): array { return static::$store[static::class] ?? []; } public function __get($n) { return $this->d[$n] ?? null; } protected array $d = []; public function __set($n, $v) { $this->d[$n] = $v; } }
class Post extends Model {}
class Tag extends Model {} Post::create(['t' => 'one']);
Post::create(['t' => 'two']);
Tag::create(['t' => 'x']);
echo count(Post::all()), count(Tag::all()), Post::all()[1]->t, "\n";
echo get_parent_class(new Post), method_exists('Coll', 'count') ? 1 : 0, property_exists('Post', 'd') ? 1 : 0, json_encode(get_object_vars(new Temp(1))), is_a($c, 'Countable') ? 1 : 0, is_subclass_of('Post', 'Model') ? 1 : 0, "\n";
$ci = class_implements($c);
sort($ci);
echo implode(",", $ci), "\n";
printf("%s %s\n", $c::class, spl_object_id($c) > 0 ? 'id' : '');
$f = [new Temp(9), '__toString'];
echo $f(), "\n";
echo call_user_func(['Post', 'all'])[0]->t, call_user_func('Post::all')[0]->t, "\n";
[$x, $y] = [new ArrayObject(['q' => 1]), new stdClass];
echo $x['q'], count((array) $y), "\n";
$std = (object) ['a' => 1, 'b' => (object) ['c' => 2]];
echo $std->b->c, isset($std->z) ? 1 : 0, "\n";
foreach ($std as $k => $v) echo $k;
echo "\n";
