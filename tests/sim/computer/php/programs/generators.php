<?php
function count_to($n) { for ($i = 1; $i <= $n; $i++) { $cmd = yield $i => $i * 10; if ($cmd === 'stop') { return 'stopped'; } } return 'done'; }
foreach (count_to(3) as $k => $v) echo "$k=$v ";
echo "\n";
$g = count_to(5);
echo $g->current(), ' ', $g->send('go'), ' ';
$g->send('stop');
var_dump($g->valid(), $g->getReturn());
function inner() { yield 1; yield 2; return 3; }
function outer() { $r = yield from inner(); yield $r; yield from ['a' => 'x', 'b' => 'y']; }
foreach (outer() as $k => $v) echo "$k:$v ";
echo "\n";
var_dump(iterator_to_array(outer(), false));
function lines() { try { yield 'one'; yield 'two'; } finally { echo "[closed]\n"; } }
foreach (lines() as $line) { echo $line, "\n"; break; }
unset($line);
function catcher() { while (true) { try { $x = yield; echo "got $x\n"; } catch (Exception $e) { echo 'caught ', $e->getMessage(), "\n"; yield 'recovered'; } } }
$c = catcher();
$c->current();
$c->send('A');
echo $c->throw(new Exception('bad')), "\n";
function primes() { $n = 2; while (true) { for ($i = 2, $p = true; $i * $i <= $n; $i++) if ($n % $i === 0) { $p = false; break; } if ($p) yield $n; $n++; } }
foreach (primes() as $i => $p) { if ($i >= 10) break; echo $p, ' '; }
echo "\n";
$lazy = (function () { echo "(started)"; yield 1; })();
echo "made ";
foreach ($lazy as $x) echo $x, "\n";
try { foreach ($lazy as $x) echo $x; } catch (Exception $e) { echo get_class($e), ': ', $e->getMessage(), "\n"; }
class Tree implements IteratorAggregate { function __construct(private $v, private ?Tree $l = null, private ?Tree $r = null) {} function getIterator(): Iterator { if ($this->l) yield from $this->l; yield $this->v; if ($this->r) yield from $this->r; } }
foreach (new Tree(5, new Tree(2), new Tree(8, new Tree(7))) as $n) echo $n, ' ';
echo "\n";
