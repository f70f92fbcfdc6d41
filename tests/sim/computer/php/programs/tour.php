<?php
declare(strict_types=1);
echo "Hello ", 1 + 2, PHP_EOL;
$a = [1, 2, 'x' => [3]]; print_r($a);
foreach ($a as $k => $v) echo $k, "\n";
function f(int $n): int { return $n < 2 ? $n : f($n - 1) + f($n - 2); }
echo f(15), "\n";
class P { public function __construct(private string $n = "x", protected int $a = 3) {} function hi() { return "Hi {$this->n} $this->a"; } public static function mk(...$a): static { return new static(...$a); } }
$p = P::mk("Bob", a: 5); echo $p->hi(), "\n"; var_dump($p);
$s = array_map(fn($x) => $x ** 2, [1, 2, 3]); echo implode(",", $s), "\n";
usort($s, fn($x, $y) => $y <=> $x); echo json_encode(['a' => $s, 'é' => 1.0, 'n' => null]), "\n";
function g() { $x = yield 1; echo "got $x\n"; yield from [2, 3]; return 9; }
$g = g(); echo $g->current(), "\n"; echo $g->send("S"), "\n"; foreach ($g as $v) echo $v, "\n"; echo $g->getReturn(), "\n";
try { intdiv(1, 0); } catch (DivisionByZeroError $e) { echo get_class($e), $e->getMessage(), $e->getLine(), "\n"; } finally { echo "fin\n"; }
enum Suit: string { case H = 'h'; case S = 's'; const X = self::H; public function label(): string { return ucfirst(strtolower($this->name)); } public static function d(): self { return self::S; } }
echo Suit::from('h')->label(), Suit::tryFrom('q')?->label() ?? 'none', count(Suit::cases()), "\n";
var_dump(Suit::H);
[$x, [, $y]] = [1, [2, 3]]; ['k' => $z] = ['k' => 7]; echo "$x $y $z\n";
$t = <<<EOT
  Name: {$a['x'][0]}
    Indented $a[0]
  EOT;
echo $t, "\n";
printf("%05.2f|%-6s|%06d|%x|%'*10s|%+d\n", 3.14159, "ab", 42, 255, "pad", 5);
echo match(true) { $x > 5 => "big", default => "small" }, "\n";
echo str_pad("x", 5, "-", STR_PAD_BOTH), ucwords("hello world"), " ", strrev("abc"), "\n";
echo date("Y-m-d H:i:s", 0), " ", date('D, d M Y'), "\n";
preg_match('/(?<year>\d{4})-(\d\d)/', 'on 2024-05-06', $m); print_r($m);
echo preg_replace_callback('/\d+/', fn($m) => $m[0] * 2, "a1 b22"), "\n";
$o = new stdClass; $o->a = 1; $o->list[] = 5; var_dump($o); echo json_encode($o, JSON_PRETTY_PRINT), "\n";
$c = function() use (&$x) { $x++; }; $c(); $c(); echo $x, "\n";
echo 0.1 + 0.2, " ", 1e100, " ", 7 / 2, " ", 10 / 5, " ", PHP_INT_MAX, " ", PHP_INT_MAX + 1, "\n";
var_dump(0.1 + 0.2, "10" == "1e1", null ?? "d", 1 <=> 2, [1] + [2, 3]);
$d = new DateTime('2024-01-31'); $d->modify('+1 month'); echo $d->format('Y-m-d l'), "\n";
echo (new DateTime('2024-01-01'))->diff(new DateTime('2024-03-15'))->format('%m months %d days %a'), "\n";
echo $undefined;
abstract class Shape { abstract function area(): float; function __toString(): string { return static::class . " " . number_format($this->area(), 2); } }
class C extends Shape { function __construct(public readonly float $r) {} function area(): float { return M_PI * $this->r ** 2; } }
echo new C(2), "\n";
try { $c = new C(1.0); $c->r = 5.0; } catch (Error $e) { echo $e->getMessage(), "\n"; }
trait T { public static int $n = 0; function inc() { return ++self::$n; } } class U { use T; } (new U)->inc(); echo (new U)->inc(), "\n";
f("x");
