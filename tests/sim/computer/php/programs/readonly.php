<?php
final class Point { public function __construct(public readonly int $x = 0, public readonly int $y = 0) {} public function withX(int $x): static { return new static($x, $this->y); } }
$p = new Point(1, 2);
$q = $p->withX(9);
echo "$q->x $q->y\n";
try { $p->x = 5; } catch (Error $e) { echo get_class($e), ': ', $e->getMessage(), "\n"; }
readonly class Money { public function __construct(public string $currency, public int $amount) {} }
$m = new Money('EUR', 5);
try { $m->amount++; } catch (Error $e) { echo $e->getMessage(), "\n"; }
try { $m->other = 1; } catch (Error $e) { echo $e->getMessage(), "\n"; }
class Lazy { public readonly array $list; function fill() { $this->list = [1]; $this->list[] = 2; } }
try { (new Lazy)->fill(); } catch (Error $e) { echo $e->getMessage(), "\n"; }
try { echo (new Lazy)->list; } catch (Error $e) { echo $e->getMessage(), "\n"; }
try { $l = new Lazy; $l->list = []; } catch (Error $e) { echo $e->getMessage(), "\n"; }
try { unset($p->x); } catch (Error $e) { echo $e->getMessage(), "\n"; }
var_dump($p, $m);
var_dump($p == new Point(1, 2), $p === $p, isset($p->x), isset($p->zzz));
class T { public int $n; public ?string $s = null; public int|string $u = 1; private static int $made = 0; }
$t = new T;
try { $t->n = 'abc'; } catch (TypeError $e) { echo $e->getMessage(), "\n"; }
$t->n = '42';
var_dump($t->n);
$t->u = 2.0;
var_dump($t->u);
try { echo (new T)->n; } catch (Error $e) { echo $e->getMessage(), "\n"; }
try { echo T::$made; } catch (Error $e) { echo $e->getMessage(), "\n"; }
try { echo (new T)->nothing; } catch (Error $e) { echo 'never'; }
