<?php
trait Counts { private int $n = 0; public static int $all = 0; public function inc(): static { $this->n++; static::$all++; return $this; } public function n(): int { return $this->n; } abstract function name(): string; }
trait Shouts { public function hi() { return strtoupper($this->name()); } private function secret() { return 'psst'; } }
trait Whispers { public function hi() { return strtolower($this->name()); } public static function make(...$a) { return new static(...$a); } }
class A { use Counts, Shouts, Whispers { Shouts::hi insteadof Whispers; Whispers::hi as protected soft; secret as public tell; } public function __construct(private string $nm = 'Ann') {} function name(): string { return $this->nm; } function both() { return $this->hi() . $this->soft(); } }
class B { use Counts; function name(): string { return __CLASS__ . '/' . __FUNCTION__ . '/' . __METHOD__; } }
$a = A::make('Bob');
$a->inc()->inc();
echo $a->n(), ' ', $a->both(), ' ', $a->tell(), ' ', A::$all, ' ', B::$all, "\n";
echo (new B)->name(), "\n";
print_r(class_uses($a));
abstract class Shape { abstract public function area(): float; public function __toString(): string { return sprintf('%s(%.2f)', static::class, $this->area()); } public static function compare(Shape $a, Shape $b): int { return $a->area() <=> $b->area(); } }
class Circle extends Shape { function __construct(private float $r) {} function area(): float { return M_PI * $this->r ** 2; } }
class Square extends Shape { function __construct(protected float $s) {} function area(): float { return $this->s ** 2; } }
class Big extends Square { function area(): float { return parent::area() * 10; } }
$shapes = [new Circle(1), new Square(1.5), new Big(1)];
usort($shapes, [Shape::class, 'compare']);
echo implode(' ', $shapes), "\n";
try { $s = new Shape; } catch (Error $e) { echo $e->getMessage(), "\n"; }
class Magic { private array $d = ['a' => 1]; function __get($n) { echo "get $n\n"; return $this->d[$n] ?? null; } function __set($n, $v) { echo "set $n\n"; $this->d[$n] = $v; } function __isset($n) { return isset($this->d[$n]); } function __unset($n) { unset($this->d[$n]); } function __call($n, $a) { return "$n(" . implode(',', $a) . ')'; } static function __callStatic($n, $a) { return "static $n"; } function __invoke($x) { return $x * 2; } }
$m = new Magic;
$m->b = 2;
echo $m->b, $m->foo(1, 2), Magic::bar(), $m(4), "\n";
var_dump(isset($m->a), isset($m->zz), empty($m->a));
unset($m->a);
var_dump(isset($m->a));
class P1 { public static function create() { return new static; } public static function who() { return __CLASS__; } public static function test() { return static::who() . self::who(); } }
class P2 extends P1 { public static function who() { return __CLASS__; } }
echo get_class(P2::create()), P2::test(), "\n";
$o = new class(7) extends P1 implements Countable { function __construct(public int $v) {} function count(): int { return $this->v; } };
echo count($o), ' ', $o instanceof P1 ? 'yes' : 'no', ' ', str_contains(get_class($o), '@anonymous') ? 'anon' : 'named', "\n";
class C1 { public $list = []; public ?C1 $child = null; function __clone() { if ($this->child) $this->child = clone $this->child; } }
$x = new C1;
$x->child = new C1;
$y = clone $x;
$y->child->list[] = 1;
echo count($x->child->list), count($y->child->list), "\n";
interface HasId { const PREFIX = 'id-'; function id(): string; }
class Item implements HasId { function id(): string { return self::PREFIX . 1; } }
echo (new Item)->id(), Item::PREFIX, "\n";
